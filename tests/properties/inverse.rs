//! From what is public of a member comes a member of which the same is public.

use member_directory::{
    network::{Listing, Location, Member, MembershipStatus},
    publication::publish,
};
use proptest::prelude::*;

use crate::support::anything::member;

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..Default::default() })]

    #[test]
    fn what_is_public_leads_to_the_same(mut member in member()) {
        member.membership.status = MembershipStatus::Member;
        member.listing = Listing::Listed;
        member.withdrawn_at = None;
        let public = publish(&member).expect("it is listed");
        let known = Member::from(public.clone());
        prop_assert_eq!(publish(&known), Some(public.clone()));
        prop_assert!(known.contacts.is_empty() && known.notes.is_empty());
        for place in public.locations {
            let known = Location::from(place);
            prop_assert!(member.locations.iter().any(|place| place.id == known.id));
        }
    }
}
