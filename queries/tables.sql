-- The tables of the built database (建库表结构). One place for their columns, types and order.
-- Keys are held by queries/checks, which can name the row at fault; source_name and source_row
-- say from which line of which file a row came.

create table area (
    area_code text,
    area_name text,
    level text,
    parent_code text,
    area_type text,
    urban_rural text,
    in_assessment boolean,
    longitude double,
    latitude double,
    source_name text,
    source_row integer
);

create table population (
    area_code text,
    stat_date date,
    population_total bigint,
    children_age_0 bigint,
    children_age_1 bigint,
    children_age_2 bigint,
    population_basis text,
    population_method text,
    source text,
    source_name text,
    source_row integer
);

create table institution (
    institution_id text,
    as_of date,
    institution_name text,
    area_code text,
    community_code text,
    longitude double,
    latitude double,
    provider_type text,
    operation_mode text,
    is_public boolean,
    is_inclusive boolean,
    filing_status text,
    opened_on date,
    closed_on date,
    kindergarten_id text,
    slots bigint,
    inclusive_slots bigint,
    infant_class_slots bigint,
    toddler_class_slots bigint,
    older_class_slots bigint,
    mixed_class_slots bigint,
    children_enrolled bigint,
    children_with_health_record bigint,
    monthly_fee double,
    staff bigint,
    care_staff bigint,
    certified_care_staff bigint,
    certified_staff bigint,
    has_medical_partner boolean,
    is_counted boolean,
    source_name text,
    source_row integer
);

create table designation (
    institution_id text,
    designation text,
    designation_level text,
    granted_on date,
    document text,
    source_name text,
    source_row integer
);

create table kindergarten (
    kindergarten_id text,
    as_of date,
    kindergarten_name text,
    area_code text,
    is_public boolean,
    is_inclusive boolean,
    has_toddler_class boolean,
    toddler_classes bigint,
    inclusive_toddler_classes bigint,
    toddler_slots bigint,
    inclusive_toddler_slots bigint,
    toddler_enrolled bigint,
    could_open_toddler_class boolean,
    source_name text,
    source_row integer
);

create table service_point (
    service_point_id text,
    as_of date,
    community_code text,
    service_point_kind text,
    institution_id text,
    source_name text,
    source_row integer
);

create table reported_value (
    indicator text,
    area_code text,
    period date,
    value double,
    unit text,
    source text,
    sample_size bigint,
    note text,
    source_name text,
    source_row integer
);

-- Institutions that do not exist yet (在建项目): what may open, where, when, and how sure it is.
create table project (
    project_id text,
    area_code text,
    project_name text,
    provider_type text,
    slots_planned bigint,
    inclusive_slots_planned bigint,
    stage text,
    expected_open_on date,
    source_name text,
    source_row integer
);

-- What an area was told to do within a calendar year (年度任务).
create table annual_task (
    indicator text,
    area_code text,
    year integer,
    task_value double,
    document text,
    source_name text,
    source_row integer
);

-- Polygons as WKB in longitude and latitude (CGCS2000 or WGS-84), simplified on shared edges;
-- an area of a higher level is the union of its townships.
create table boundary (
    area_code text,
    longitude double,
    latitude double,
    geometry blob
);

-- Quiet shapes behind the areas (水系): never clickable, never counted.
create table backdrop (
    kind text,
    geometry blob
);

-- Every area with each of its ancestors, itself included (distance 0).
create table area_ancestor (
    area_code text,
    ancestor_code text,
    ancestor_level text,
    distance integer
);

-- What checks on reported values need to know of the declared indicators (指标目录).
create table declared_indicator (
    indicator text,
    indicator_group text,
    unit text,
    value_limit double
);

-- One row: which release this is, and of what.
create table release (
    release_id text,
    built_at timestamp,
    title_zh text,
    title_en text,
    source_zh text,
    source_en text,
    is_demonstration boolean,
    map_review_number text
);

-- What the checks found when this release was built: warnings only, a failing build has none.
create table finding (
    check_name text,
    severity text,
    title_zh text,
    title_en text,
    table_name text,
    column_name text,
    source_name text,
    source_row integer,
    subject text,
    found text
);

-- Every point of the register: the area whose polygon (as handed in, not the light one) it lies in,
-- and how far it lies outside the rectangle around all polygons. Empty without boundaries.
create table institution_place (
    longitude double,
    latitude double,
    lies_in text,
    kilometres_outside double
);

-- Which area a former code became (区划变更), as handed in: one row for each step and successor.
create table area_successor (
    former_code text,
    former_name text,
    area_code text,
    changed_on date,
    change_kind text,
    share double,
    document text,
    source_name text,
    source_row integer
);

-- Every former code with the areas of today that it became, chains followed to their end. The
-- shares of its people add up to 1, or are null where they were not given. changed_on is the first
-- month without the former code.
create table former_area (
    former_code text,
    former_name text,
    area_code text,
    changed_on date,
    change_kind text,
    share double
);

-- Which rows were handed in under a former code and stand under one of today (可比口径).
create table mapped_history (
    table_name text,
    former_code text,
    former_name text,
    area_code text,
    changed_on date,
    change_kind text,
    mapped_rows bigint
);

-- Which area each shape of the boundary files was taken for (边界匹配报告), and how.
create table boundary_match (
    source_name text,
    written_code text,
    written_name text,
    match_status text,
    matched_by text,
    area_code text
);
