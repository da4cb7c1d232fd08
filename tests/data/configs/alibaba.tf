resource "alicloud_vpn_customer_gateway" "cgw" {
  ip_address = "198.51.100.20"
}

resource "alicloud_vpn_connection" "conn" {
  vpn_connection_name = "tf-conn"
  local_subnet        = ["172.16.0.0/24", "172.16.1.0/24"]
  remote_subnet       = [var.site]
  enable_dpd          = true
  ike_config {
    ike_auth_alg  = "sha256"
    ike_enc_alg   = "aes256"
    ike_version   = "ikev2"
    ike_mode      = "main"
    ike_lifetime  = 86400
    ike_pfs       = "group14"
    psk           = var.psk
    ike_local_id  = "203.0.113.10"
    ike_remote_id = "198.51.100.20"
  }
  ipsec_config {
    ipsec_pfs      = "group14"
    ipsec_enc_alg  = "aes256"
    ipsec_auth_alg = "sha256"
    ipsec_lifetime = 86400
  }
}
