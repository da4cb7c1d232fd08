<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
 <context>
  <name>Compare</name>
  <message numerus="yes">
   <source>%n value(s) filled in from the logs</source>
   <translation>
    <numerusform>%n value filled in from the logs</numerusform>
    <numerusform>%n values filled in from the logs</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>, %n contradict(s) the form</source>
   <translation>
    <numerusform>, %n contradicts the form</numerusform>
    <numerusform>, %n contradict the form</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>and %n more</source>
   <translation>
    <numerusform>and %n more</numerusform>
    <numerusform>and %n more</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>CompareHead</name>
  <message numerus="yes">
   <source>%n line(s) to look at</source>
   <translation>
    <numerusform>%n line to look at</numerusform>
    <numerusform>%n lines to look at</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n value(s) read</source>
   <translation>
    <numerusform>%n value read</numerusform>
    <numerusform>%n values read</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Finding</name>
  <message numerus="yes">
   <source>and %n more line(s)</source>
   <translation>
    <numerusform>and %n more line</numerusform>
    <numerusform>and %n more lines</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Log</name>
  <message numerus="yes">
   <source>%n line(s)</source>
   <translation>
    <numerusform>%n line</numerusform>
    <numerusform>%n lines</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Own</name>
  <message numerus="yes">
   <source>%n section(s) that you opened decide between hits of equal rank. Kept on this computer only.</source>
   <translation>
    <numerusform>%n section that you opened decides between hits of equal rank. Kept on this computer only.</numerusform>
    <numerusform>%n sections that you opened decide between hits of equal rank. Kept on this computer only.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Results</name>
  <message numerus="yes">
   <source>%n section(s) found</source>
   <translation>
    <numerusform>%n section found</numerusform>
    <numerusform>%n sections found</numerusform>
   </translation>
  </message>
 </context>
</TS>
