//! What a map is a picture of: which countries and places, seen how.

use super::{
    marks::{self, Cluster, CountryMark, Site},
    shapes,
    view::{Look, NEAREST, Size, Spot, View},
};
use crate::{
    address::{Address, HERE},
    words::Foreign,
};
use directory::{Bounds, Circle, Filter, Matching, Search, Snapshot, search::Subject as Kind};
use network::{Cell, Country, PageLang, Point};
use publication::{PublicLocation, PublicMember};
use translations::Texts;

/// What a map is asked to show.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The directory at the revision that answers.
    pub snapshot: &'a Snapshot,
    /// What narrows the members and the places.
    pub filter: &'a Filter,
    /// What is to be seen; nothing for all that was found.
    pub look: Option<Look>,
    /// How large the drawing is.
    pub size: Size,
    /// The language of names and texts.
    pub lang: PageLang,
    /// The page that it stands on.
    pub address: Address,
    /// Whether that is a frame of another site: what a visitor chooses stands under names of its own
    /// there, and members and lists are pages of the whole window.
    pub is_framed: bool,
}

impl Subject<'_> {
    /// The page that it is on, for the script that moves it.
    pub fn source(&self) -> Address {
        self.address.keeping(|_, _| false)
    }

    /// The map alone. Only the frame of another site knows what its visitors choose by.
    pub fn alone(&self) -> Option<Address> {
        (!self.is_framed).then(|| self.source().at("/map"))
    }

    /// The page with another view of the map.
    pub fn link(&self, view: &View) -> Link {
        let look = view.address();
        let address = self.address.without(&["cursor"]);
        let address = match address.get("near") {
            // What is seen around a device tells where it is; the script moves the map by `look`.
            Some(HERE) => address.without(&["map"]),
            _ => address.with("map", &look),
        };
        Link {
            href: address,
            look: Some(look),
            is_framed: self.is_framed,
        }
    }

    /// The page with the members of a country alone.
    pub fn in_country(&self, country: Country) -> Link {
        let parameter = match self.is_framed {
            true => "chosen_country",
            false => "country",
        };
        let address = self.address.without(&["cursor", "map", parameter]);
        Link {
            is_framed: self.is_framed,
            ..Link::to(address.with(parameter, country.as_str()))
        }
    }

    /// The page of a member, in the language that was chosen.
    pub fn member(&self, member: &PublicMember) -> Address {
        let page = self.address.of_member(&member.slug);
        match self.address.get("lang") {
            Some(lang) => page.with("lang", lang),
            None => page,
        }
    }

    /// The list of the members in a box.
    pub fn within(&self, bounds: &Bounds) -> Address {
        let address = match self.is_framed {
            true => self.address.keeping(|name, _| name == "lang").at("/"),
            false => self.address.without(&["cursor", "map", "view"]),
        };
        address.with("bbox", &sides(bounds))
    }
}

/// A box as an address has it.
fn sides(bounds: &Bounds) -> String {
    let Bounds {
        west,
        south,
        east,
        north,
    } = *bounds;
    let sides = [west, south, east, north];
    let sides = sides.map(|degrees| ((degrees * 1e4).round() / 1e4 + 0.0).to_string());
    sides.join(",")
}

/// What a list is narrowed by: a parameter with its value.
pub type Part = (&'static str, String);

/// Where a part of the map leads.
#[derive(Debug)]
pub struct Link {
    /// The address.
    pub href: Address,
    /// The view there, as [`View::address`] writes it, where the link only moves the map.
    pub look: Option<String>,
    /// Whether it stays within the frame that the map stands in.
    pub is_framed: bool,
}

impl Link {
    /// To another page.
    pub fn to(href: Address) -> Self {
        Self {
            href,
            look: None,
            is_framed: false,
        }
    }
}

/// What was found of a subject.
#[derive(Debug)]
struct Found<'a> {
    subject: &'a Subject<'a>,
    members: Matching<'a>,
    places: Matching<'a>,
}

/// A picture, ready to be drawn.
#[derive(Debug)]
pub struct Picture<'a> {
    /// What was asked.
    pub subject: &'a Subject<'a>,
    /// What is seen.
    pub view: View,
    /// The view of all that was found.
    pub whole: View,
    /// Members by country, all that were found, by code.
    pub counts: Vec<(Country, u64)>,
    /// Members found that have no published place with a point.
    pub placeless: u64,
    /// The marks in the view.
    pub marks: Marks,
}

/// The marks of a picture.
#[derive(Debug)]
pub enum Marks {
    /// Counts by country.
    Countries(Vec<CountryMark>),
    /// Clusters and places.
    Places(Vec<Cluster>),
}

/// Fewer countries than this are seen from border to border.
const FEW: usize = 4;
/// A map begins with the part of the world where this share of the members is, when that is much
/// nearer than the whole.
const MAIN_SHARE: f64 = 0.9;
const MUCH_NEARER: f64 = 0.75;

impl<'a> Picture<'a> {
    /// The picture of what was asked.
    pub fn of(subject: &'a Subject<'a>) -> Self {
        let Subject {
            snapshot, filter, ..
        } = *subject;
        let search = |kind| Search::new(filter, snapshot, kind, subject.lang);
        let members = search(Kind::Members);
        let places = search(Kind::Locations);
        let found = Found {
            subject,
            members: members.find(None),
            places: places.find(None),
        };
        let counts = found.counts();
        let everything = found.everything(&counts);
        let whole = View::of(&everything, subject.size);
        let view = match subject.look {
            Some(look) => View::new(look, subject.size),
            None => begin(subject, &counts, &whole),
        };
        let marks = match view.shows_places() {
            true => Marks::Places(found.clusters(&view)),
            false => Marks::Countries(countries(&counts, &view)),
        };
        Self {
            subject,
            view,
            whole,
            placeless: found.placeless(),
            counts,
            marks,
        }
    }

    /// The place with a number, with its member.
    pub fn place(&self, number: u32) -> Option<Place<'a>> {
        let card = self.subject.snapshot.locations.card(number);
        let (published, location) = self.subject.snapshot.record(card.key)?;
        Some(Place {
            member: &published.member,
            location: location?,
        })
    }

    /// What narrows a list to the members that it shows, as a parameter with its value: those of the
    /// countries that are marked, or with a place in the view.
    pub fn part(&self) -> Option<Part> {
        match &self.marks {
            Marks::Countries(marks) if !marks.is_empty() => {
                let countries = marks.iter().flat_map(|mark| &mark.countries);
                let mut codes: Vec<&str> = countries.map(|(code, _)| code.as_str()).collect();
                // How they stand together on the map is nothing to the list.
                codes.sort_unstable();
                Some(("country", codes.join(",")))
            }
            // A box that was asked for is where the map began.
            _ if self.subject.filter.bbox.is_some() => None,
            _ => Some(("bbox", sides(&self.view.bounds()))),
        }
    }

    /// The texts of its language.
    pub fn texts(&self) -> Texts {
        Texts(self.subject.lang)
    }

    /// Where a cluster leads: to the one member that it stands for, nearer, or to the members in
    /// the box around it.
    pub fn target(&self, cluster: &Cluster) -> Link {
        let spots: Vec<Spot> = cluster.sites.iter().map(|site| site.spot).collect();
        let mut places = cluster.sites.iter().map(|site| self.place(site.number));
        let first = places.next().flatten();
        if let Some(first) = first
            && places.all(|place| place.is_some_and(|place| place.member.id == first.member.id))
        {
            return Link::to(self.subject.member(first.member));
        }
        let nearer = View::within(&spots, self.view.size(), NEAREST);
        let apart = spots.iter().any(|spot| *spot != spots[0]);
        if apart && self.view.zoom() < NEAREST && nearer.zoom() > self.view.zoom() {
            return self.subject.link(&nearer);
        }
        let locations = &self.subject.snapshot.locations;
        let sites = cluster.sites.iter();
        let points = sites.flat_map(|site| &locations.card(site.number).points[..]);
        Link::to(self.subject.within(&around(points.copied())))
    }
}

/// A place that may be known, with its member.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The member.
    pub member: &'a PublicMember,
    /// The place.
    pub location: &'a PublicLocation,
}

impl<'a> Place<'a> {
    /// The name of its member.
    pub fn member_name(&self) -> Foreign<'a> {
        Foreign::new(&self.member.name, self.member.name_language.as_ref())
    }

    /// The name of its country.
    pub fn country(&self, texts: &Texts) -> &'static str {
        self.location.country().name(texts.0)
    }

    /// The cell of a place of which only the city may be known.
    pub fn cell(&self) -> Option<Cell> {
        match self.location {
            PublicLocation::City(place) => place.cell,
            PublicLocation::Exact(_) => None,
        }
    }
}

impl Found<'_> {
    fn counts(&self) -> Vec<(Country, u64)> {
        let indexes = self.subject.snapshot.members.indexes();
        indexes
            .country
            .iter()
            .map(|(country, having)| (*country, self.members.count_in(having)))
            .filter(|(_, count)| *count > 0)
            .collect()
    }

    /// All places found, and the countries of members without one.
    fn everything(&self, counts: &[(Country, u64)]) -> Vec<Spot> {
        let cards = self.subject.snapshot.locations.cards();
        let mut spots: Vec<Spot> = (0..)
            .zip(cards)
            .filter(|(number, _)| self.places.contains(*number))
            .flat_map(|(_, card)| card.points.iter().copied().map(Spot::of))
            .collect();
        if self.subject.filter.city.is_empty() {
            spots.extend(counts.iter().filter_map(|(code, _)| shapes::anchor(*code)));
        }
        spots
    }

    fn placeless(&self) -> u64 {
        let cards = self.subject.snapshot.members.cards();
        (0..)
            .zip(cards)
            .filter(|(number, card)| card.points.is_empty() && self.members.contains(*number))
            .count() as u64
    }

    fn clusters(&self, view: &View) -> Vec<Cluster> {
        let locations = &self.subject.snapshot.locations;
        // What is just outside belongs to clusters that reach in.
        let near = locations.points().in_box(&view.nearer(-0.5).bounds());
        let sites: Vec<Site> = near
            .iter()
            .filter(|number| self.places.contains(*number))
            .filter_map(|number| {
                let point = locations.card(number).points.first()?;
                Some(Site {
                    number,
                    spot: Spot::of(*point),
                })
            })
            .collect();
        let mut clusters = marks::of_places(&sites, view.scale());
        clusters.retain(|cluster| view.shows(cluster.spot));
        clusters
    }
}

/// The smallest box around points, a little wider than they lie apart.
fn around(points: impl Iterator<Item = Point>) -> Bounds {
    let begin = Bounds {
        west: 180.0,
        south: 90.0,
        east: -180.0,
        north: -90.0,
    };
    let bounds = points.fold(begin, |bounds, point| Bounds {
        west: bounds.west.min(point.longitude()),
        south: bounds.south.min(point.latitude()),
        east: bounds.east.max(point.longitude()),
        north: bounds.north.max(point.latitude()),
    });
    let low = |degrees: f64, least: f64| ((degrees * 1e4).floor() / 1e4 - 1e-4).max(least);
    let high = |degrees: f64, most: f64| ((degrees * 1e4).ceil() / 1e4 + 1e-4).min(most);
    Bounds {
        west: low(bounds.west, -180.0),
        south: low(bounds.south, -90.0),
        east: high(bounds.east, 180.0),
        north: high(bounds.north, 90.0),
    }
}

fn countries(counts: &[(Country, u64)], view: &View) -> Vec<CountryMark> {
    let anchored: Vec<(Country, Spot, u64)> = counts
        .iter()
        .filter_map(|(country, count)| Some((*country, shapes::anchor(*country)?, *count)))
        .collect();
    let mut marks = marks::of_countries(&anchored, view.scale());
    marks.retain(|mark| view.shows(mark.spot));
    marks
}

/// Where a map begins when nobody says.
fn begin(subject: &Subject<'_>, counts: &[(Country, u64)], whole: &View) -> View {
    let filter = subject.filter;
    if let Some(bounds) = &filter.bbox {
        return View::of(&corners(bounds), subject.size);
    }
    if let Some(circle) = &filter.near {
        return View::of(&reach(circle), subject.size);
    }
    if filter.city.is_empty() && counts.len() < FEW {
        let boxes = counts.iter().filter_map(|(country, _)| country.bounds());
        let spots: Vec<Spot> = boxes
            .filter(|[west, _, east, _]| (east - west).rem_euclid(360.0) < 90.0)
            .flat_map(|[west, south, east, north]| {
                corners(&Bounds {
                    west,
                    south,
                    east,
                    north,
                })
            })
            .collect();
        if !spots.is_empty() {
            return View::of(&spots, subject.size);
        }
    }
    match main_part(counts, subject.size) {
        Some(view) if view.zoom() >= whole.zoom() + MUCH_NEARER => view,
        _ => *whole,
    }
}

/// The view of the countries where most members are.
fn main_part(counts: &[(Country, u64)], size: Size) -> Option<View> {
    let mut anchored: Vec<(Spot, u64, Country)> = counts
        .iter()
        .filter_map(|(country, count)| Some((shapes::anchor(*country)?, *count, *country)))
        .collect();
    let total: u64 = anchored.iter().map(|(_, count, _)| count).sum();
    let median = |of: fn(&Spot) -> f64| {
        let mut places: Vec<(f64, u64)> = anchored
            .iter()
            .map(|(spot, count, _)| (of(spot), *count))
            .collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut seen = 0;
        places.into_iter().find_map(|(place, count)| {
            seen += count;
            (2 * seen >= total).then_some(place)
        })
    };
    let (x, y) = (median(|spot| spot.x)?, median(|spot| spot.y)?);
    let far = |spot: &Spot| {
        let across = (spot.x - x + 0.5).rem_euclid(1.0) - 0.5;
        across.hypot(spot.y - y)
    };
    anchored.sort_by(|a, b| far(&a.0).total_cmp(&far(&b.0)).then_with(|| a.2.cmp(&b.2)));
    let mut seen = 0;
    let spots: Vec<Spot> = anchored
        .iter()
        .take_while(|(_, count, _)| {
            let begun = seen as f64 >= MAIN_SHARE * total as f64;
            seen += count;
            !begun
        })
        .map(|(spot, ..)| *spot)
        .collect();
    Some(View::of(&spots, size))
}

fn corners(bounds: &Bounds) -> Vec<Spot> {
    let Bounds {
        west,
        south,
        east,
        north,
    } = *bounds;
    let wide = match east - west {
        whole if whole >= 360.0 => 360.0,
        part => part.rem_euclid(360.0),
    };
    // The middle too: a box that is wider than half the earth has a shorter way round.
    [0.0, 0.25, 0.5, 0.75, 1.0]
        .into_iter()
        .map(|part| (west + part * wide + 180.0).rem_euclid(360.0) - 180.0)
        .flat_map(|longitude| [(south, longitude), (north, longitude)])
        .filter_map(|(latitude, longitude)| Point::new(latitude, longitude).ok())
        .map(Spot::of)
        .collect()
}

/// A box around a circle; near a pole one that is cut.
fn reach(circle: &Circle) -> Vec<Spot> {
    let (latitude, longitude) = (circle.centre.latitude(), circle.centre.longitude());
    let up = circle.radius / 111.2;
    let aside = (up / latitude.to_radians().cos().max(0.05)).min(179.0);
    let turn = |longitude: f64| (longitude + 180.0).rem_euclid(360.0) - 180.0;
    corners(&Bounds {
        west: turn(longitude - aside),
        south: (latitude - up).max(-90.0),
        east: turn(longitude + aside),
        north: (latitude + up).min(90.0),
    })
}
