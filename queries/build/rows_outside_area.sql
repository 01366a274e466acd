-- Every row that concerns another area than the one given, or shares a code with one (区域外的行).
-- Communities lie in the area too. A title belongs to all institutions of its code, so that one of
-- an institution that nobody knows is outside as well.
--
-- @param   within       text  code of the area
-- @column  table_name   text
-- @column  source_name  text
-- @column  source_row   row
-- @column  subject      text
-- @column  found        text

with

inside as (

    select area_code
    from area_ancestor
    where ancestor_code = $within

),

institution_elsewhere as (

    select distinct institution_id
    from institution
    where area_code is null or area_code not in (select area_code from inside)

),

kindergarten_elsewhere as (

    select distinct kindergarten_id
    from kindergarten
    where area_code is null or area_code not in (select area_code from inside)

),

placed as (

    select
        'population' as table_name,
        source_name,
        source_row,
        '' as subject,
        area_code as found
    from population
    union all
    select
        'institution' as table_name,
        source_name,
        source_row,
        institution_name as subject,
        area_code as found
    from institution
    union all
    select
        'kindergarten' as table_name,
        source_name,
        source_row,
        kindergarten_name as subject,
        area_code as found
    from kindergarten
    union all
    select
        'service_point' as table_name,
        source_name,
        source_row,
        service_point_id as subject,
        community_code as found
    from service_point
    union all
    select
        'reported_value' as table_name,
        source_name,
        source_row,
        indicator as subject,
        area_code as found
    from reported_value
    union all
    select
        'project' as table_name,
        source_name,
        source_row,
        project_name as subject,
        area_code as found
    from project
    union all
    select
        'annual_task' as table_name,
        source_name,
        source_row,
        indicator as subject,
        area_code as found
    from annual_task

),

shared as (

    select
        'institution' as table_name,
        institution.source_name,
        institution.source_row,
        institution.institution_name as subject,
        institution.institution_id as found
    from institution
    inner join institution_elsewhere using (institution_id)
    where institution.area_code in (select area_code from inside)
    union all
    select
        'kindergarten' as table_name,
        kindergarten.source_name,
        kindergarten.source_row,
        kindergarten.kindergarten_name as subject,
        kindergarten.kindergarten_id as found
    from kindergarten
    inner join kindergarten_elsewhere using (kindergarten_id)
    where kindergarten.area_code in (select area_code from inside)
    union all
    select
        'designation' as table_name,
        designation.source_name,
        designation.source_row,
        designation.designation as subject,
        designation.institution_id as found
    from designation
    where
        designation.institution_id in (select institution_id from institution_elsewhere)
        or not exists (
            select 1
            from institution
            where institution.institution_id = designation.institution_id
        )

),

outside as (

    select * -- noqa: AM04
    from placed
    where found is null or found not in (select area_code from inside)
    union all
    select * -- noqa: AM04
    from shared

)

select
    table_name,
    source_name,
    source_row,
    coalesce(subject, '') as subject,
    coalesce(found, '') as found
from outside
order by table_name, source_name, source_row
