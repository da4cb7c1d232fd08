<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>Actions</name>
  <message>
   <source>Add or remove bookmark</source>
   <translation>添加或移除书签</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>后退</translation>
  </message>
  <message>
   <source>Bookmarks</source>
   <translation>书签</translation>
  </message>
  <message>
   <source>Both languages side by side</source>
   <translation>中英文并排显示</translation>
  </message>
  <message>
   <source>Clear logs</source>
   <translation>清空日志</translation>
  </message>
  <message>
   <source>Command palette</source>
   <translation>命令面板</translation>
  </message>
  <message>
   <source>Copy diagnosis as a message</source>
   <translation>把诊断结论复制成消息</translation>
  </message>
  <message>
   <source>Copy link to this section</source>
   <translation>复制本节链接</translation>
  </message>
  <message>
   <source>Fill the comparison from the logs</source>
   <translation>用日志里的参数填写比对</translation>
  </message>
  <message>
   <source>Filter the log's lines</source>
   <translation>筛选日志行</translation>
  </message>
  <message>
   <source>Find in page or log</source>
   <translation>在页面或日志中查找</translation>
  </message>
  <message>
   <source>Find next</source>
   <translation>查找下一个</translation>
  </message>
  <message>
   <source>Find previous</source>
   <translation>查找上一个</translation>
  </message>
  <message>
   <source>Follow the system's light or dark</source>
   <translation>浅色或深色跟随系统</translation>
  </message>
  <message>
   <source>Forward</source>
   <translation>前进</translation>
  </message>
  <message>
   <source>Go to Compare</source>
   <translation>转到“对比”</translation>
  </message>
  <message>
   <source>Go to Diagnose</source>
   <translation>转到“诊断”</translation>
  </message>
  <message>
   <source>Go to Know</source>
   <translation>转到“知识”</translation>
  </message>
  <message>
   <source>Go to the next area</source>
   <translation>转到下一区域</translation>
  </message>
  <message>
   <source>Larger text</source>
   <translation>放大文字</translation>
  </message>
  <message>
   <source>My knowledge: notes and packs</source>
   <translation>我的知识：笔记与知识包</translation>
  </message>
  <message>
   <source>Next finding</source>
   <translation>下一个结论</translation>
  </message>
  <message>
   <source>Next marked line</source>
   <translation>下一处标记行</translation>
  </message>
  <message>
   <source>Normal text size</source>
   <translation>恢复文字大小</translation>
  </message>
  <message>
   <source>Open log…</source>
   <translation>打开日志…</translation>
  </message>
  <message>
   <source>Paste log</source>
   <translation>粘贴日志</translation>
  </message>
  <message>
   <source>Previous finding</source>
   <translation>上一个结论</translation>
  </message>
  <message>
   <source>Previous marked line</source>
   <translation>上一处标记行</translation>
  </message>
  <message>
   <source>Print page…</source>
   <translation>打印本页…</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>退出</translation>
  </message>
  <message>
   <source>Save page as PDF…</source>
   <translation>把本页存为 PDF…</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>搜索</translation>
  </message>
  <message>
   <source>Show or hide contents</source>
   <translation>显示或隐藏目录</translation>
  </message>
  <message>
   <source>Smaller text</source>
   <translation>缩小文字</translation>
  </message>
  <message>
   <source>Start page</source>
   <translation>起始页</translation>
  </message>
  <message>
   <source>Switch language (中文 / English)</source>
   <translation>切换语言（中文 / English）</translation>
  </message>
  <message>
   <source>Switch light / dark</source>
   <translation>切换浅色 / 深色</translation>
  </message>
  <message>
   <source>Visited sections</source>
   <translation>浏览过的章节</translation>
  </message>
  <message>
   <source>Write a note on this article</source>
   <translation>给这篇文章写笔记</translation>
  </message>
 </context>
 <context>
  <name>Bookmarks</name>
  <message>
   <source>Bookmark section</source>
   <translation>把本节加入书签</translation>
  </message>
  <message>
   <source>Bookmarks (*.json)</source>
   <translation>书签 (*.json)</translation>
  </message>
  <message>
   <source>Clear history</source>
   <translation>清除浏览记录</translation>
  </message>
  <message>
   <source>Export bookmarks</source>
   <translation>导出书签</translation>
  </message>
  <message>
   <source>Export bookmarks…</source>
   <translation>导出书签…</translation>
  </message>
  <message>
   <source>Import bookmarks</source>
   <translation>导入书签</translation>
  </message>
  <message>
   <source>Import bookmarks…</source>
   <translation>导入书签…</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>No bookmarks yet</source>
   <translation>还没有书签</translation>
  </message>
  <message>
   <source>Nothing visited yet</source>
   <translation>还没有浏览记录</translation>
  </message>
  <message>
   <source>Remove this bookmark</source>
   <translation>移除这个书签</translation>
  </message>
  <message>
   <source>Rename bookmark</source>
   <translation>重命名书签</translation>
  </message>
  <message>
   <source>Rename this bookmark…</source>
   <translation>重命名这个书签…</translation>
  </message>
 </context>
 <context>
  <name>Compare</name>
  <message numerus="yes">
   <source>%n value(s) filled in from the logs</source>
   <translation>
    <numerusform>已从日志填入 %n 项</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>, %n contradict(s) the form</source>
   <translation>
    <numerusform>，另有 %n 项与表单矛盾</numerusform>
   </translation>
  </message>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>Compare two gateways</source>
   <translation>比对两端网关</translation>
  </message>
  <message>
   <source>Left</source>
   <translation>左</translation>
  </message>
  <message>
   <source>Open configurations</source>
   <translation>打开配置</translation>
  </message>
  <message>
   <source>Right</source>
   <translation>右</translation>
  </message>
  <message>
   <source>Undo the filling</source>
   <translation>撤销填入</translation>
  </message>
  <message numerus="yes">
   <source>and %n more</source>
   <translation>
    <numerusform>另有 %n 项</numerusform>
   </translation>
  </message>
  <message>
   <source>dropped text</source>
   <translation>拖入的文本</translation>
  </message>
  <message>
   <source>form: {value}</source>
   <translation>表单：{value}</translation>
  </message>
  <message>
   <source>log: {value}</source>
   <translation>日志：{value}</translation>
  </message>
  <message>
   <source>pasted text</source>
   <translation>粘贴的文本</translation>
  </message>
 </context>
 <context>
  <name>CompareCell</name>
  <message>
   <source>Not in the text; the platform's default: {text}</source>
   <translation>原文未写；平台默认值：{text}</translation>
  </message>
  <message>
   <source>Show line {line} of the text</source>
   <translation>查看原文第 {line} 行</translation>
  </message>
  <message>
   <source>default</source>
   <translation>默认</translation>
  </message>
 </context>
 <context>
  <name>CompareField</name>
  <message>
   <source>Hide the key</source>
   <translation>隐藏密钥</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>关</translation>
  </message>
  <message>
   <source>On</source>
   <translation>开</translation>
  </message>
  <message>
   <source>Show the key</source>
   <translation>显示密钥</translation>
  </message>
  <message>
   <source>Type of the identity</source>
   <translation>标识类型</translation>
  </message>
  <message>
   <source>Usual values</source>
   <translation>常用值</translation>
  </message>
  <message>
   <source>by its spelling</source>
   <translation>按写法判断</translation>
  </message>
  <message>
   <source>compared, never stored</source>
   <translation>仅用于比对，不保存</translation>
  </message>
  <message>
   <source>set</source>
   <translation>已填写</translation>
  </message>
  <message>
   <source>set, but masked: cannot be compared</source>
   <translation>已配置但被遮盖，无法比对</translation>
  </message>
  <message>
   <source>type</source>
   <translation>类型</translation>
  </message>
  <message>
   <source>unlimited</source>
   <translation>不限</translation>
  </message>
 </context>
 <context>
  <name>CompareForm</name>
  <message>
   <source>Connection</source>
   <translation>连接</translation>
  </message>
  <message>
   <source>Liveness and NAT</source>
   <translation>存活检测与 NAT</translation>
  </message>
  <message>
   <source>No mismatch: every known value agrees.</source>
   <translation>没有不一致：已知的参数全部吻合。</translation>
  </message>
  <message>
   <source>Phase 1 (IKE SA)</source>
   <translation>第一阶段（IKE SA）</translation>
  </message>
  <message>
   <source>Phase 2 (IPsec SA)</source>
   <translation>第二阶段（IPsec SA）</translation>
  </message>
  <message>
   <source>Protected traffic</source>
   <translation>感兴趣流</translation>
  </message>
 </context>
 <context>
  <name>CompareGuide</name>
  <message>
   <source>(the page may word it differently)</source>
   <translation>（界面上的叫法可能不同）</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
 </context>
 <context>
  <name>CompareHead</name>
  <message numerus="yes">
   <source>%n line(s) to look at</source>
   <translation>
    <numerusform>%n 行需留意</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n value(s) read</source>
   <translation>
    <numerusform>读出 %n 项</numerusform>
   </translation>
  </message>
  <message>
   <source>Choose a connection</source>
   <translation>选择连接</translation>
  </message>
  <message>
   <source>Drop JSON, XML or Terraform here, or</source>
   <translation>把 JSON、XML 或 Terraform 拖到这里，或</translation>
  </message>
  <message>
   <source>Drop the device's configuration here, or</source>
   <translation>把设备配置拖到这里，或</translation>
  </message>
  <message>
   <source>Empty this column</source>
   <translation>清空此列</translation>
  </message>
  <message>
   <source>Fill this side in by the names of its web page</source>
   <translation>按设备网页上的名称逐项填写这一端</translation>
  </message>
  <message>
   <source>Guided form</source>
   <translation>按界面填写</translation>
  </message>
  <message>
   <source>Its web page has no text to paste:</source>
   <translation>该设备只有网页界面，没有可粘贴的文本：</translation>
  </message>
  <message>
   <source>Open this side's configuration…</source>
   <translation>打开这一端的配置…</translation>
  </message>
  <message>
   <source>Open…</source>
   <translation>打开…</translation>
  </message>
  <message>
   <source>Paste</source>
   <translation>粘贴</translation>
  </message>
  <message>
   <source>Paste this side's configuration</source>
   <translation>粘贴这一端的配置</translation>
  </message>
  <message>
   <source>Platform not given</source>
   <translation>未指定平台</translation>
  </message>
  <message>
   <source>Platform: whose rules and defaults apply</source>
   <translation>平台：决定适用的规则与默认值</translation>
  </message>
  <message>
   <source>Save this column as a form, without the key</source>
   <translation>把此列存为表单（不含密钥）</translation>
  </message>
  <message>
   <source>Show the text</source>
   <translation>查看原文</translation>
  </message>
  <message>
   <source>Typed by hand</source>
   <translation>手工填写</translation>
  </message>
  <message>
   <source>Write a configuration from this column…</source>
   <translation>由这一列生成配置…</translation>
  </message>
  <message>
   <source>{n} connections in this text: which one?</source>
   <translation>原文中有 {n} 条连接，请选择：</translation>
  </message>
 </context>
 <context>
  <name>CompareHelp</name>
  <message>
   <source>Change</source>
   <translation>修改</translation>
  </message>
  <message>
   <source>Copy these lines</source>
   <translation>复制这几行</translation>
  </message>
  <message>
   <source>Goes back to the present value</source>
   <translation>恢复当前值</translation>
  </message>
  <message>
   <source>If nothing is changed, the logs will say</source>
   <translation>若不修改，日志里会看到</translation>
  </message>
  <message>
   <source>Look</source>
   <translation>查看</translation>
  </message>
  <message>
   <source>Sets the other side's value</source>
   <translation>改为对端的值</translation>
  </message>
  <message>
   <source>Shows the present value</source>
   <translation>查看当前值</translation>
  </message>
  <message>
   <source>Way back</source>
   <translation>回退</translation>
  </message>
  <message>
   <source>{name} starts</source>
   <translation>{name}发起</translation>
  </message>
 </context>
 <context>
  <name>CompareInspector</name>
  <message>
   <source>(not in the text; default)</source>
   <translation>（原文未写，默认值）</translation>
  </message>
  <message>
   <source>A difference that you know of and want: kept with the saved case</source>
   <translation>已知并有意保留的差异；随案例一起保存</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>Fix on {name}</source>
   <translation>在{name}上修改</translation>
  </message>
  <message>
   <source>Known, accept</source>
   <translation>已知，接受</translation>
  </message>
  <message>
   <source>No longer accept</source>
   <translation>取消接受</translation>
  </message>
  <message>
   <source>Read the article</source>
   <translation>查看文章</translation>
  </message>
  <message>
   <source>Source text</source>
   <translation>原文</translation>
  </message>
 </context>
 <context>
  <name>CompareOutput</name>
  <message>
   <source>Copy as a message</source>
   <translation>复制为消息</translation>
  </message>
  <message>
   <source>Copy as a message, addresses hidden</source>
   <translation>复制为消息（隐去地址）</translation>
  </message>
  <message>
   <source>Report as HTML…</source>
   <translation>报告：HTML…</translation>
  </message>
  <message>
   <source>Report as Markdown…</source>
   <translation>报告：Markdown…</translation>
  </message>
  <message>
   <source>Report as PDF…</source>
   <translation>报告：PDF…</translation>
  </message>
  <message>
   <source>Result as JSON…</source>
   <translation>结果：JSON…</translation>
  </message>
  <message>
   <source>Result as text…</source>
   <translation>结果：纯文本…</translation>
  </message>
  <message>
   <source>Save both columns</source>
   <translation>保存两列</translation>
  </message>
  <message>
   <source>Save the result</source>
   <translation>保存比对结果</translation>
  </message>
  <message>
   <source>Save this column as a form</source>
   <translation>把此列存为表单</translation>
  </message>
 </context>
 <context>
  <name>ComparePicture</name>
  <message>
   <source>First rekey</source>
   <translation>首次重协商</translation>
  </message>
  <message>
   <source>Prediction</source>
   <translation>预测</translation>
  </message>
  <message>
   <source>{side} initiates</source>
   <translation>{side}发起</translation>
  </message>
 </context>
 <context>
  <name>CompareRow</name>
  <message>
   <source>What one side calls its own, the other must name as its peer's: {left} = {right}</source>
   <translation>一端的“本端”就是另一端的“对端”：{left} = {right}</translation>
  </message>
  <message>
   <source>local</source>
   <translation>本端</translation>
  </message>
  <message>
   <source>remote</source>
   <translation>对端</translation>
  </message>
  <message>
   <source>{side}: identity</source>
   <translation>{side}网关标识</translation>
  </message>
  <message>
   <source>{side}: public address</source>
   <translation>{side}公网地址</translation>
  </message>
  <message>
   <source>{side}: subnets</source>
   <translation>{side}网段</translation>
  </message>
 </context>
 <context>
  <name>CompareSource</name>
  <message>
   <source>Lines to look at</source>
   <translation>需留意的行</translation>
  </message>
  <message>
   <source>Source text</source>
   <translation>原文</translation>
  </message>
  <message>
   <source>{name}, line {line}</source>
   <translation>{name}，第 {line} 行</translation>
  </message>
 </context>
 <context>
  <name>CompareSummary</name>
  <message>
   <source>As soon as both columns hold something, the result stands here.</source>
   <translation>两列都有内容后，这里立即给出结论。</translation>
  </message>
  <message>
   <source>Bring back what was cleared</source>
   <translation>恢复刚才清空的内容</translation>
  </message>
  <message>
   <source>Now the other side</source>
   <translation>再填另一端</translation>
  </message>
  <message>
   <source>Put both gateways' configurations side by side: paste, drop or open them, or type what you know.</source>
   <translation>把两端网关的配置并排放好：粘贴、拖入、打开文件，或直接填写已知参数。</translation>
  </message>
  <message>
   <source>Show an example</source>
   <translation>看一个示例</translation>
  </message>
  <message>
   <source>Will the tunnel come up?</source>
   <translation>这条隧道能通吗？</translation>
  </message>
 </context>
 <context>
  <name>CompareToolbar</name>
  <message>
   <source>Clear</source>
   <translation>清空</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>复制</translation>
  </message>
  <message>
   <source>Copy the whole result as text</source>
   <translation>把全部结果复制为文本</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>导出…</translation>
  </message>
  <message>
   <source>Mismatches only</source>
   <translation>只看不一致</translation>
  </message>
  <message>
   <source>Next mismatch</source>
   <translation>下一处不一致</translation>
  </message>
  <message>
   <source>Open a configuration, a form or a case  Ctrl+O</source>
   <translation>打开配置、表单或案例  Ctrl+O</translation>
  </message>
  <message>
   <source>Open…</source>
   <translation>打开…</translation>
  </message>
  <message>
   <source>Previous mismatch</source>
   <translation>上一处不一致</translation>
  </message>
  <message>
   <source>Save both columns, without the keys  Ctrl+S</source>
   <translation>保存两列（不含密钥）  Ctrl+S</translation>
  </message>
  <message>
   <source>Save the result as a report</source>
   <translation>把比对结果存为报告</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>保存…</translation>
  </message>
  <message>
   <source>Swap sides</source>
   <translation>左右互换</translation>
  </message>
 </context>
 <context>
  <name>CompareWrite</name>
  <message>
   <source>A configuration from {name}</source>
   <translation>由“{name}”生成配置</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>复制</translation>
  </message>
  <message>
   <source>Platform to write for</source>
   <translation>生成哪个平台的配置</translation>
  </message>
  <message>
   <source>Save the configuration</source>
   <translation>保存配置</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>保存…</translation>
  </message>
  <message>
   <source>The key stays out: put it where &lt;PRE-SHARED-KEY&gt; stands. Check the names in &lt; &gt;.</source>
   <translation>不写出密钥：请填在 &lt;PRE-SHARED-KEY&gt; 处，并核对 &lt; &gt; 中的名称。</translation>
  </message>
  <message>
   <source>The mirrored configuration for its peer</source>
   <translation>给对端的镜像配置</translation>
  </message>
  <message>
   <source>The other end</source>
   <translation>对端配置</translation>
  </message>
  <message>
   <source>This gateway</source>
   <translation>本端配置</translation>
  </message>
  <message>
   <source>Whose configuration</source>
   <translation>生成哪一端的配置</translation>
  </message>
 </context>
 <context>
  <name>Contents</name>
  <message>
   <source>Phase 1</source>
   <translation>第一阶段</translation>
  </message>
  <message>
   <source>Phase 2</source>
   <translation>第二阶段</translation>
  </message>
  <message>
   <source>Tunnel up, traffic</source>
   <translation>隧道已通，查流量</translation>
  </message>
 </context>
 <context>
  <name>Diagnose</name>
  <message>
   <source>Add the other side's log: it often names the cause. Or search the knowledge base for the most telling line.</source>
   <translation>补上对端日志，往往就能定位原因；也可以用最有线索的一行搜索知识库。</translation>
  </message>
  <message>
   <source>Both logs side by side</source>
   <translation>两份日志并排</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>Choose the message's language</source>
   <translation>选择消息的语言</translation>
  </message>
  <message>
   <source>Compare this configuration</source>
   <translation>对比这份配置</translation>
  </message>
  <message>
   <source>Connections in the log</source>
   <translation>日志中的连接</translation>
  </message>
  <message>
   <source>Copy as a message</source>
   <translation>复制成消息</translation>
  </message>
  <message>
   <source>Copy in Chinese</source>
   <translation>复制中文</translation>
  </message>
  <message>
   <source>Copy in English</source>
   <translation>复制英文</translation>
  </message>
  <message>
   <source>Diagnose</source>
   <translation>诊断</translation>
  </message>
  <message>
   <source>Exchange</source>
   <translation>报文交互</translation>
  </message>
  <message>
   <source>Fill the comparison</source>
   <translation>填入比对</translation>
  </message>
  <message>
   <source>From the log to the cause</source>
   <translation>从日志找到原因</translation>
  </message>
  <message>
   <source>Hide addresses in what is copied</source>
   <translation>复制的内容里隐去地址</translation>
  </message>
  <message>
   <source>If traffic still does not pass, check routes, security groups, NAT and MTU.</source>
   <translation>如果业务仍不通，请检查路由、安全组、NAT 与 MTU。</translation>
  </message>
  <message>
   <source>It tells what is set, not what happened. Compare it with the other gateway's.</source>
   <translation>配置说明设成了什么，不说明发生了什么。可以与另一端网关的配置对比。</translation>
  </message>
  <message>
   <source>No known fault in these lines</source>
   <translation>没有发现已知的故障</translation>
  </message>
  <message>
   <source>Nothing leaves this computer. Keys and passwords are masked wherever a line is shown or copied.</source>
   <translation>所有内容只留在本机；显示和复制时，密钥与密码一律打码。</translation>
  </message>
  <message>
   <source>Open log</source>
   <translation>打开日志</translation>
  </message>
  <message>
   <source>Pasted log</source>
   <translation>粘贴的日志</translation>
  </message>
  <message>
   <source>Put what the logs tell of both gateways into the comparison</source>
   <translation>把日志里能看出的两端参数填入比对</translation>
  </message>
  <message>
   <source>Reading the log …</source>
   <translation>正在读日志…</translation>
  </message>
  <message>
   <source>Search for this line</source>
   <translation>用这一行搜索</translation>
  </message>
  <message>
   <source>Show all {n}</source>
   <translation>显示全部 {n} 条</translation>
  </message>
  <message>
   <source>Take the IKE log of the gateway: the article of your platform says where it is.</source>
   <translation>请取网关的 IKE 日志；对应平台的条目写明了在哪里查看。</translation>
  </message>
  <message>
   <source>The exchanged messages</source>
   <translation>双方交换的报文</translation>
  </message>
  <message>
   <source>The reading was cancelled: there is no verdict</source>
   <translation>已取消读取，没有结论</translation>
  </message>
  <message>
   <source>The tunnel is up at the end of this log</source>
   <translation>日志结束时隧道已建立</translation>
  </message>
  <message>
   <source>These lines are not from an IPsec gateway</source>
   <translation>这不是 IPsec 网关的日志</translation>
  </message>
  <message>
   <source>This is a configuration of {platform}</source>
   <translation>这是 {platform} 的配置</translation>
  </message>
  <message>
   <source>This is a gateway's configuration</source>
   <translation>这是网关的配置</translation>
  </message>
  <message>
   <source>Try an example</source>
   <translation>看一个例子</translation>
  </message>
  <message>
   <source>Up, but no traffic: where to look</source>
   <translation>隧道已建立但不通：排查方法</translation>
  </message>
 </context>
 <context>
  <name>Find</name>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>Find in page</source>
   <translation>在页面中查找</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>下一个</translation>
  </message>
  <message>
   <source>Not found</source>
   <translation>没有找到</translation>
  </message>
  <message>
   <source>Previous</source>
   <translation>上一个</translation>
  </message>
  <message>
   <source>{place} of {count}</source>
   <translation>第 {place} 处，共 {count} 处</translation>
  </message>
 </context>
 <context>
  <name>Finding</name>
  <message>
   <source>Evidence</source>
   <translation>证据</translation>
  </message>
  <message>
   <source>Fix: {side}</source>
   <translation>处理：{side}</translation>
  </message>
  <message>
   <source>Open article</source>
   <translation>打开条目</translation>
  </message>
  <message>
   <source>Phase {number}</source>
   <translation>第 {number} 阶段</translation>
  </message>
  <message>
   <source>Show lines</source>
   <translation>显示证据行</translation>
  </message>
  <message>
   <source>To settle it</source>
   <translation>如何确认</translation>
  </message>
  <message numerus="yes">
   <source>and %n more line(s)</source>
   <translation>
    <numerusform>另有 %n 行</numerusform>
   </translation>
  </message>
  <message>
   <source>less likely</source>
   <translation>可能性较小</translation>
  </message>
  <message>
   <source>likely</source>
   <translation>较可能</translation>
  </message>
  <message>
   <source>possible</source>
   <translation>有可能</translation>
  </message>
  <message>
   <source>proven</source>
   <translation>已证实</translation>
  </message>
  <message>
   <source>very likely</source>
   <translation>很可能</translation>
  </message>
 </context>
 <context>
  <name>Header</name>
  <message>
   <source>Go</source>
   <translation>转到</translation>
  </message>
  <message>
   <source>IPsec VPN assistant</source>
   <translation>IPsec VPN 排障助手</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>语言</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>日志</translation>
  </message>
  <message>
   <source>Menu</source>
   <translation>菜单</translation>
  </message>
  <message>
   <source>Reader</source>
   <translation>阅读</translation>
  </message>
  <message>
   <source>Switch light / dark</source>
   <translation>切换浅色 / 深色</translation>
  </message>
  <message>
   <source>View</source>
   <translation>显示</translation>
  </message>
 </context>
 <context>
  <name>Kinds</name>
  <message>
   <source>Causes</source>
   <translation>故障原因</translation>
  </message>
  <message>
   <source>Cloud error codes</source>
   <translation>云端错误码</translation>
  </message>
  <message>
   <source>Guides</source>
   <translation>操作指南</translation>
  </message>
  <message>
   <source>My notes</source>
   <translation>我的笔记</translation>
  </message>
  <message>
   <source>Platforms</source>
   <translation>设备平台</translation>
  </message>
  <message>
   <source>Questions</source>
   <translation>常见问题</translation>
  </message>
 </context>
 <context>
  <name>Know</name>
  <message>
   <source>Article</source>
   <translation>正文</translation>
  </message>
  <message>
   <source>Article in the other language</source>
   <translation>另一种语言的文章</translation>
  </message>
  <message>
   <source>Contents</source>
   <translation>目录</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>复制</translation>
  </message>
  <message>
   <source>Copy link to this section</source>
   <translation>复制本节链接</translation>
  </message>
  <message>
   <source>From the pack {name}</source>
   <translation>来自知识包 {name}</translation>
  </message>
  <message>
   <source>Look for this in my log</source>
   <translation>在我的日志里找</translation>
  </message>
  <message>
   <source>On this page</source>
   <translation>本页内容</translation>
  </message>
  <message>
   <source>PDF (*.pdf)</source>
   <translation>PDF (*.pdf)</translation>
  </message>
  <message>
   <source>Related</source>
   <translation>相关内容</translation>
  </message>
  <message>
   <source>Save page as PDF</source>
   <translation>把本页存为 PDF</translation>
  </message>
  <message>
   <source>Set up this comparison</source>
   <translation>对比这项配置</translation>
  </message>
  <message>
   <source>Your note: {title}</source>
   <translation>我的笔记：{title}</translation>
  </message>
  <message>
   <source>command</source>
   <translation>命令</translation>
  </message>
  <message>
   <source>log</source>
   <translation>日志</translation>
  </message>
 </context>
 <context>
  <name>Ladder</name>
  <message>
   <source>Exchanged messages</source>
   <translation>报文交互</translation>
  </message>
  <message>
   <source>Here it stops</source>
   <translation>协商到此为止</translation>
  </message>
  <message>
   <source>The log shows no exchanged messages.</source>
   <translation>日志里没有报文交互的记录。</translation>
  </message>
 </context>
 <context>
  <name>Log</name>
  <message numerus="yes">
   <source>%n line(s)</source>
   <translation>
    <numerusform>%n 行</numerusform>
   </translation>
  </message>
  <message>
   <source>All lines</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>Encoding: read the file in another one</source>
   <translation>编码：换一种编码重读这个文件</translation>
  </message>
  <message>
   <source>Filter lines</source>
   <translation>过滤日志行</translation>
  </message>
  <message>
   <source>Filter: text or /regex/</source>
   <translation>过滤：文字或 /正则/</translation>
  </message>
  <message>
   <source>Find in this log</source>
   <translation>在这份日志里查找</translation>
  </message>
  <message>
   <source>Find: text or /regex/</source>
   <translation>查找：文字或 /正则/</translation>
  </message>
  <message>
   <source>How far this log's clock is ahead of the other's, by the messages that stand in both</source>
   <translation>按两份日志都有的报文推算，这份日志的时钟比另一份快多少</translation>
  </message>
  <message>
   <source>IPsec</source>
   <translation>IPsec</translation>
  </message>
  <message>
   <source>Log of {side}</source>
   <translation>{side}日志</translation>
  </message>
  <message>
   <source>Marked</source>
   <translation>仅标记</translation>
  </message>
  <message>
   <source>No line fits the filter.</source>
   <translation>没有符合筛选条件的行。</translation>
  </message>
  <message>
   <source>Not a regular expression, taken as plain text: {error}</source>
   <translation>不是有效的正则表达式，按普通文字处理：{error}</translation>
  </message>
  <message>
   <source>Only lines of an IPsec gateway</source>
   <translation>只看 IPsec 网关写的行</translation>
  </message>
  <message>
   <source>Only lines that a finding rests on</source>
   <translation>只看作为依据的行</translation>
  </message>
  <message>
   <source>Open another log</source>
   <translation>打开另一份日志</translation>
  </message>
  <message>
   <source>Open file…</source>
   <translation>打开文件…</translation>
  </message>
  <message>
   <source>Other side</source>
   <translation>对端</translation>
  </message>
  <message>
   <source>Paste</source>
   <translation>粘贴</translation>
  </message>
  <message>
   <source>Paste the log of this side</source>
   <translation>粘贴本端日志</translation>
  </message>
  <message>
   <source>Pasted log</source>
   <translation>粘贴的日志</translation>
  </message>
  <message>
   <source>Press Ctrl+V, drop a file here, or open one. Any gateway's IKE or IPsec log will do.</source>
   <translation>按 Ctrl+V 粘贴，或把文件拖到这里，或打开文件。任何网关的 IKE、IPsec 日志都可以。</translation>
  </message>
  <message>
   <source>Recognise the encoding</source>
   <translation>自动识别编码</translation>
  </message>
  <message>
   <source>Remove this log</source>
   <translation>移除这份日志</translation>
  </message>
  <message>
   <source>Show the lines of all connections again</source>
   <translation>重新显示所有连接的行</translation>
  </message>
  <message>
   <source>The other side's log, if you have it</source>
   <translation>对端日志（如果有）</translation>
  </message>
  <message>
   <source>This side</source>
   <translation>本端</translation>
  </message>
  <message>
   <source>Two logs name the cause far more often than one. Drop both files at once if you like.</source>
   <translation>两端日志齐全，定位原因的把握大得多。也可以把两个文件一起拖进来。</translation>
  </message>
  <message>
   <source>clock {shift} s</source>
   <translation>时钟 {shift} 秒</translation>
  </message>
  <message>
   <source>{shown} of {total} lines</source>
   <translation>显示 {shown} / {total} 行</translation>
  </message>
  <message>
   <source>{shown} of {total} lines (long log: the telling ones)</source>
   <translation>显示 {shown} / {total} 行（日志很长，只列关键行）</translation>
  </message>
 </context>
 <context>
  <name>Notice</name>
  <message>
   <source>Copy details</source>
   <translation>复制详情</translation>
  </message>
  <message>
   <source>Dismiss</source>
   <translation>收起</translation>
  </message>
 </context>
 <context>
  <name>Own</name>
  <message numerus="yes">
   <source>%n section(s) that you opened decide between hits of equal rank. Kept on this computer only.</source>
   <translation>
    <numerusform>您打开过的 %n 个小节，在结果不分先后时排在前面。只保存在本机。</numerusform>
   </translation>
  </message>
  <message>
   <source>A pack is a zip of articles, signatures and terms. It is checked before it is installed. Drop one here, or choose the file.</source>
   <translation>知识包是一个 zip，装有文章、日志规则和术语。安装之前先检查。把文件拖到这里，或者选择文件。</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>Choose a pack</source>
   <translation>选择知识包</translation>
  </message>
  <message>
   <source>Choose a pack…</source>
   <translation>选择知识包…</translation>
  </message>
  <message>
   <source>Choose folder…</source>
   <translation>选择文件夹…</translation>
  </message>
  <message>
   <source>Folder of my notes</source>
   <translation>我的笔记文件夹</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>清除</translation>
  </message>
  <message>
   <source>Install</source>
   <translation>安装</translation>
  </message>
  <message>
   <source>It cannot be installed:</source>
   <translation>不能安装：</translation>
  </message>
  <message>
   <source>Leave it</source>
   <translation>不安装</translation>
  </message>
  <message>
   <source>Markdown: “# Title”, “## Section”, lists, tables, code blocks. Saved as a file in your folder of notes, and searched with the rest.</source>
   <translation>用 Markdown 书写：“# 标题”“## 小节”、列表、表格、代码块。保存为笔记文件夹里的一个文件，与其他内容一起搜索。</translation>
  </message>
  <message>
   <source>My knowledge</source>
   <translation>我的知识</translation>
  </message>
  <message>
   <source>My note</source>
   <translation>我的笔记</translation>
  </message>
  <message>
   <source>New note</source>
   <translation>新建笔记</translation>
  </message>
  <message>
   <source>No folder is chosen yet. Any folder with Markdown files (.md) will do; a file with an article’s id as its name is shown below that article.</source>
   <translation>还没有选择文件夹。任何装有 Markdown 文件（.md）的文件夹都可以；文件名与某篇文章的编号相同时，笔记显示在那篇文章下面。</translation>
  </message>
  <message>
   <source>No pack is installed.</source>
   <translation>没有安装知识包。</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>笔记</translation>
  </message>
  <message>
   <source>On “{title}”</source>
   <translation>关于“{title}”</translation>
  </message>
  <message>
   <source>Open in my editor</source>
   <translation>用我的编辑器打开</translation>
  </message>
  <message>
   <source>Packs</source>
   <translation>知识包</translation>
  </message>
  <message>
   <source>Packs (*.zip)</source>
   <translation>知识包 (*.zip)</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>删除</translation>
  </message>
  <message>
   <source>Save note</source>
   <translation>保存笔记</translation>
  </message>
  <message>
   <source>Show the folder</source>
   <translation>打开文件夹</translation>
  </message>
  <message>
   <source>Sound: {articles} articles, {terms} terms, {signatures} signatures; their examples were run.</source>
   <translation>检查通过：{articles} 篇文章、{terms} 个术语、{signatures} 条日志规则，规则的例子都已验证。</translation>
  </message>
  <message>
   <source>Text of the note</source>
   <translation>笔记正文</translation>
  </message>
  <message>
   <source>Use no folder</source>
   <translation>不再使用</translation>
  </message>
  <message>
   <source>What the search remembers</source>
   <translation>搜索记住的内容</translation>
  </message>
  <message>
   <source>Your notes and packs are searched with the rest and marked as your own. Nothing leaves this computer.</source>
   <translation>您的笔记和知识包与其他内容一起搜索，并标明是自己的。任何内容都不会离开本机。</translation>
  </message>
  <message>
   <source>and {count} more</source>
   <translation>还有 {count} 个</translation>
  </message>
  <message>
   <source>{file}, line {line}</source>
   <translation>{file} 第 {line} 行</translation>
  </message>
  <message>
   <source>{place}: {reason}</source>
   <translation>{place}：{reason}</translation>
  </message>
 </context>
 <context>
  <name>Palette</name>
  <message>
   <source>Command palette</source>
   <translation>命令面板</translation>
  </message>
  <message>
   <source>Type a command</source>
   <translation>输入命令</translation>
  </message>
 </context>
 <context>
  <name>Panes</name>
  <message>
   <source>Compare</source>
   <translation>对比</translation>
  </message>
  <message>
   <source>Diagnose</source>
   <translation>诊断</translation>
  </message>
  <message>
   <source>Know</source>
   <translation>知识</translation>
  </message>
 </context>
 <context>
  <name>Prompts</name>
  <message>
   <source>All files (*)</source>
   <translation>所有文件 (*)</translation>
  </message>
 </context>
 <context>
  <name>Results</name>
  <message numerus="yes">
   <source>%n section(s) found</source>
   <translation>
    <numerusform>找到 %n 节</numerusform>
   </translation>
  </message>
  <message>
   <source>Did you mean: {query}</source>
   <translation>您是不是要找：{query}</translation>
  </message>
  <message>
   <source>Nothing found.</source>
   <translation>没有找到。</translation>
  </message>
  <message>
   <source>Search results</source>
   <translation>搜索结果</translation>
  </message>
  <message>
   <source>Searching …</source>
   <translation>正在搜索…</translation>
  </message>
 </context>
 <context>
  <name>Search</name>
  <message>
   <source>Nothing found.</source>
   <translation>没有找到。</translation>
  </message>
  <message>
   <source>Nothing found. Did you mean: {query}</source>
   <translation>没有找到。您是不是要找：{query}</translation>
  </message>
  <message>
   <source>Search the knowledge base</source>
   <translation>搜索知识库</translation>
  </message>
  <message>
   <source>Search: symptom, log line, error code, 中文 or English</source>
   <translation>搜索：现象、日志行、错误码，中文 English 均可</translation>
  </message>
  <message>
   <source>The index is being opened …</source>
   <translation>正在打开索引…</translation>
  </message>
  <message>
   <source>own</source>
   <translation>自己的</translation>
  </message>
  <message>
   <source>↑ ↓ choose · Enter open · Ctrl+Enter all hits</source>
   <translation>↑ ↓ 选择 · Enter 打开 · Ctrl+Enter 全部结果</translation>
  </message>
 </context>
 <context>
  <name>Start</name>
  <message>
   <source>Pick the symptom, search above, or paste a log under Diagnose.</source>
   <translation>选一个现象，或在上方搜索，或到“诊断”里粘贴日志。</translation>
  </message>
  <message>
   <source>What is not working?</source>
   <translation>遇到了什么现象？</translation>
  </message>
 </context>
 <context>
  <name>Sure</name>
  <message>
   <source>From the vendor's documentation</source>
   <translation>出自厂商文档</translation>
  </message>
  <message>
   <source>Measured in the laboratory</source>
   <translation>实验室实测</translation>
  </message>
  <message>
   <source>Not verified</source>
   <translation>未经核实</translation>
  </message>
  <message>
   <source>Partly measured, partly documented</source>
   <translation>部分实测，部分出自文档</translation>
  </message>
 </context>
 <context>
  <name>Walk</name>
  <message>
   <source>All about this cause</source>
   <translation>这个原因的完整说明</translation>
  </message>
  <message>
   <source>From the beginning</source>
   <translation>从头开始</translation>
  </message>
  <message>
   <source>Go through it step by step</source>
   <translation>一步一步排查</translation>
  </message>
  <message>
   <source>One question at a time; your answer leads to the next, and to the cause.</source>
   <translation>每次只问一个问题，按您的回答走到下一步，直到找出原因。</translation>
  </message>
  <message>
   <source>One question back</source>
   <translation>上一个问题</translation>
  </message>
  <message>
   <source>Step by step</source>
   <translation>逐步排查</translation>
  </message>
  <message>
   <source>The whole guide on one page</source>
   <translation>整篇指南</translation>
  </message>
  <message>
   <source>What to change</source>
   <translation>怎样改</translation>
  </message>
 </context>
 <context>
  <name>Window</name>
  <message>
   <source>kbapp – IPsec VPN assistant</source>
   <translation>kbapp – IPsec VPN 排障助手</translation>
  </message>
 </context>
</TS>
