//! What the Human Services Data Specification 3 says of the files of a tabular package, in the words
//! of this test: <https://docs.openreferral.org/en/3.0/hsds/schema_reference.html>.

/// A line for each file: the schema, the file, and its columns.
///
/// Behind a column: `*` every row has it, `!` no other row has the same, `:` its format, `>` the
/// file to which it leads, `=` the only values that it may have.
const FILES: &str = "
organization organizations id*!:uuid name* alternate_name description* email:email website:uri tax_status tax_id year_incorporated:number legal_status logo uri:uri parent_organization_id:uuid>organizations
program programs id*!:uuid organization_id*!:uuid>organizations name* alternate_name description*
service services id*!:uuid organization_id*:uuid>organizations program_id:uuid>programs name* alternate_name description url:uri email:email status*=active|inactive|defunct|temporarily_closed interpretation_services application_process fees_description wait_time fees accreditations eligibility_description minimum_age:number maximum_age:number assured_date assurer_email:email licenses alert last_modified:date-time
attribute attributes id*!:uuid link_id*:uuid taxonomy_term_id*:uuid>taxonomy_terms link_type link_entity* value
service_at_location service_at_location id*!:uuid service_id*:uuid>services location_id*:uuid>locations description
location locations id*!:uuid location_type*=physical|postal|virtual url:uri organization_id:uuid>organizations name alternate_name description transportation latitude:number longitude:number external_identifier external_identifier_type
phone phones id*!:uuid location_id:uuid>locations service_id:uuid>services organization_id:uuid>organizations contact_id:uuid>contacts service_at_location_id:uuid>service_at_location number* extension:number type description
contact contacts id*!:uuid organization_id:uuid>organizations service_id:uuid>services service_at_location_id:uuid>service_at_location location_id:uuid>locations name title department email:email
address addresses id*!:uuid location_id:uuid>locations attention address_1* address_2 city* region state_province* postal_code* country* address_type*=physical|postal|virtual
schedule schedules id*!:uuid service_id:uuid>services location_id:uuid>locations service_at_location_id:uuid>service_at_location valid_from valid_to dtstart timezone:number until count:number wkst=MO|TU|WE|TH|FR|SA|SU freq=WEEKLY|MONTHLY interval:number byday byweekno bymonthday byyearday description opens_at closes_at schedule_link:uri attending_type notes
service_area service_areas id*!:uuid service_id:uuid>services name description extent extent_type uri
language languages id*!:uuid service_id:uuid>services location_id:uuid>locations phone_id:uuid>phones name code note
accessibility accessibility id*!:uuid location_id:uuid>locations description details url:uri
taxonomy taxonomies id*!:uuid name* description* uri:uri version
taxonomy_term taxonomy_terms id*!:uuid code! name* description* parent_id:uuid>taxonomy_terms taxonomy language taxonomy_id:uuid>taxonomies term_uri:uri
organization_identifier organization_identifiers id*!:uuid organization_id*:uuid>organizations identifier_scheme identifier_type* identifier*
";

/// A file that a package may have.
pub struct File {
    pub schema: &'static str,
    pub name: &'static str,
    pub columns: Vec<Column>,
}

/// A column that a file may have.
#[derive(Debug, PartialEq)]
pub struct Column {
    pub name: &'static str,
    pub is_required: bool,
    pub is_unique: bool,
    /// `uuid`, `uri`, `email`, `number`, `date-time`, or any text.
    pub format: Option<&'static str>,
    pub leads_to: Option<&'static str>,
    /// Empty: anything.
    pub choices: Vec<String>,
}

/// All files.
pub fn files() -> Vec<File> {
    FILES
        .trim()
        .lines()
        .map(|line| {
            let mut words = line.split(' ');
            File {
                schema: words.next().unwrap(),
                name: words.next().unwrap(),
                columns: words.map(column).collect(),
            }
        })
        .collect()
}

/// The file of this name.
#[track_caller]
pub fn file(name: &str) -> File {
    files()
        .into_iter()
        .find(|file| file.name == name)
        .unwrap_or_else(|| panic!("the specification has no file {name}"))
}

impl File {
    /// The column of this name.
    #[track_caller]
    pub fn column(&self, name: &str) -> &Column {
        self.columns
            .iter()
            .find(|column| column.name == name)
            .unwrap_or_else(|| panic!("{} has no column {name}", self.name))
    }
}

fn column(word: &'static str) -> Column {
    let (rest, choices) = word.split_once('=').unwrap_or((word, ""));
    let choices = choices.split('|').filter(|choice| !choice.is_empty());
    let choices = choices.map(|choice| choice.replace('_', " ")).collect();
    let (rest, leads_to) = apart(rest, '>');
    let (rest, format) = apart(rest, ':');
    Column {
        name: rest.trim_end_matches(['*', '!']),
        is_required: rest.contains('*'),
        is_unique: rest.contains('!'),
        format,
        leads_to,
        choices,
    }
}

fn apart(text: &'static str, mark: char) -> (&'static str, Option<&'static str>) {
    match text.split_once(mark) {
        Some((before, behind)) => (before, Some(behind)),
        None => (text, None),
    }
}

/// What is said here is what the published schemas say. Their folder is named by `HSDS_SCHEMAS`:
///
/// `HSDS_SCHEMAS=…/schema cargo test --test suite -- --ignored published_schemas`
#[test]
#[ignore = "needs the published schemas"]
fn the_published_schemas_say_so() {
    let folder = std::env::var("HSDS_SCHEMAS").expect("HSDS_SCHEMAS names their folder");
    for file in files() {
        let path = format!("{folder}/{}.json", file.schema);
        let text = std::fs::read_to_string(&path).expect("a schema");
        let schema: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let required: Vec<&str> = ["required", "tabular_required"]
            .iter()
            .filter_map(|list| schema[*list].as_array())
            .flatten()
            .filter_map(|name| name.as_str())
            .collect();
        let properties = schema["properties"].as_object().expect("properties");
        // What else is within a record is a file of its own.
        let plain = properties
            .iter()
            .filter(|(_, property)| matches!(property["type"].as_str(), Some("string" | "number")));
        let mut count = 0;
        for (name, property) in plain {
            count += 1;
            let column = file.column(name);
            let what = format!("{} {name}", file.schema);
            let format = match property["type"].as_str() {
                Some("number") => Some("number"),
                _ => property["format"].as_str(),
            };
            assert_eq!(column.format, format, "{what}");
            assert_eq!(
                column.is_required,
                required.contains(&name.as_str()),
                "{what}"
            );
            let unique = property["constraints"]["unique"] == true;
            assert_eq!(column.is_unique, unique, "{what}");
            let choices: Vec<&str> = property["enum"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|choice| choice.as_str())
                .collect();
            assert_eq!(column.choices, choices, "{what}");
        }
        assert_eq!(file.columns.len(), count, "{}", file.schema);
    }
}
