//! Which addresses on the internet the program may call by itself.
//!
//! Whoever may name an address that a server calls may try to reach through it what only the server
//! reaches: its own services, its neighbours, its hoster's metadata. So only addresses that are
//! anyone's to reach are called, unless the settings allow more.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::{invalid::Invalid, reach::WebAddress};

/// What the settings allow to be called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outward {
    /// Addresses without encryption too.
    pub allow_http: bool,
    /// Addresses of this machine, of private networks and of other special purposes too.
    pub allow_private: bool,
}

/// IPv4 that is not for everybody to reach (IANA's special-purpose registry, and multicast).
const SPECIAL_V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// What of the global unicast addresses (2000::/3) is not for everybody to reach: protocol
/// assignments with Teredo, documentation, 6to4.
const SPECIAL_V6: &[(Ipv6Addr, u32)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

const GLOBAL_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
/// Holds the IPv4 address that a NAT64 leads to (RFC 6052); the host sees the same.
const NAT64: (Ipv6Addr, u32) = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);

/// Whether an address is anyone's to reach.
fn is_public(ip: IpAddr) -> bool {
    let v6 = match ip {
        IpAddr::V4(v4) => return is_public_v4(v4),
        IpAddr::V6(v6) => v6,
    };
    if let Some(v4) = v6.to_ipv4_mapped() {
        return is_public_v4(v4);
    }
    if within_v6(v6, NAT64) {
        return is_public_v4(Ipv4Addr::from_bits(v6.to_bits() as u32));
    }
    within_v6(v6, GLOBAL_V6) && !SPECIAL_V6.iter().any(|block| within_v6(v6, *block))
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    !SPECIAL_V4
        .iter()
        .any(|(block, bits)| (ip.to_bits() ^ block.to_bits()) >> (32 - bits) == 0)
}

fn within_v6(ip: Ipv6Addr, (block, bits): (Ipv6Addr, u32)) -> bool {
    (ip.to_bits() ^ block.to_bits()) >> (128 - bits) == 0
}

impl Outward {
    /// Whether a connection to this address may be made.
    pub fn may_reach(self, ip: IpAddr) -> bool {
        self.allow_private || is_public(ip)
    }

    /// Fails for an address that is never called, whatever its name resolves to. Numbers in any of
    /// the forms that browsers know (`2130706433`, `0x7f.1`) are read as what they stand for.
    pub fn check(self, address: &WebAddress) -> Result<Url, Invalid> {
        let url = Url::parse(address.as_str()).map_err(|_| not_reached("it cannot be read"))?;
        if url.scheme() != "https" && !self.allow_http {
            return Err(Invalid::new(
                "insecure_url",
                "what is sent must not be read under way; write an address that begins with https://",
            ));
        }
        if url.fragment().is_some() {
            return Err(Invalid::new(
                "invalid_url",
                "what stands behind # is never sent; write the address without",
            ));
        }
        let reachable = match url.host() {
            Some(Host::Ipv4(ip)) => self.may_reach(ip.into()),
            Some(Host::Ipv6(ip)) => self.may_reach(ip.into()),
            Some(Host::Domain(name)) => self.allow_private || !is_local_name(name),
            None => false,
        };
        match reachable {
            true => Ok(url),
            false => Err(not_reached(
                "it leads to this machine, a private network or an address of a special purpose",
            )),
        }
    }
}

fn not_reached(why: &str) -> Invalid {
    Invalid::new(
        "private_address",
        format!("{why}; write an address that anyone on the internet can reach"),
    )
}

/// Names that never leave the machine or its network (RFC 6761, RFC 6762, RFC 9476).
fn is_local_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    [
        "localhost",
        "local",
        "internal",
        "home.arpa",
        "alt",
        "onion",
    ]
    .iter()
    .any(|zone| name == *zone || name.ends_with(&format!(".{zone}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<(), String> {
        let address: WebAddress = text.parse().map_err(|invalid: Invalid| invalid.code)?;
        let checked = Outward::default().check(&address);
        checked
            .map(drop)
            .map_err(|invalid| invalid.code.into_owned())
    }

    #[test]
    fn only_what_anyone_can_reach_is_public() {
        for public in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.167.255.255",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2606:4700::1111",
            "2001:200::1",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for special in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.7",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:101:101::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(special.parse().unwrap()), "{special}");
        }
    }

    #[test]
    fn odd_ways_to_write_an_address_are_seen_through() {
        for private in [
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://0x7f000001/",
            "https://0177.0.0.1/",
            "https://127.1/",
            "https://0/",
            "https://[::1]/",
            "https://[::]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:7f00:1]/",
            "https://[64:ff9b::127.0.0.1]/",
            "https://[2002:7f00:1::]/",
            "https://169.254.169.254/latest/meta-data/",
            "https://①②⑦.⓪.⓪.①/",
            "https://127。0。0。1/",
            "https://localhost/",
            "https://LOCALHOST./",
            "https://printer.local/",
            "https://metadata.google.internal/",
        ] {
            assert_eq!(check(private), Err("private_address".into()), "{private}");
        }
        assert_eq!(
            check("http://hooks.example.org/"),
            Err("insecure_url".into())
        );
        assert_eq!(
            check("https://ann:pass@hooks.example.org/"),
            Err("invalid_url".into())
        );
        assert_eq!(
            check("https://hooks.example.org/#a"),
            Err("invalid_url".into())
        );
        assert_eq!(check("ftp://hooks.example.org/"), Err("invalid_url".into()));
        assert_eq!(check("https://hooks.example.org:8443/in?token=1"), Ok(()));
        assert_eq!(check("https://localhost.example.org/"), Ok(()));
    }

    #[test]
    fn the_settings_can_allow_more() {
        let address: WebAddress = "http://127.0.0.1:9000/".parse().unwrap();
        let all = Outward {
            allow_http: true,
            allow_private: true,
        };
        assert!(all.check(&address).is_ok());
        assert!(all.may_reach("127.0.0.1".parse().unwrap()));
        let http = Outward {
            allow_http: true,
            ..Outward::default()
        };
        assert_eq!(http.check(&address).unwrap_err().code, "private_address");
    }
}
