-- The institutions open in one month within an area (在营托育机构).
--
-- @grain   institution_id
-- @param   as_of   date  the month
-- @param   within  text  code of the area they lie in
-- @column  institution_id     code
-- @column  institution_name   text
-- @column  area_code          code
-- @column  area_name          text
-- @column  provider_type      text
-- @column  operation_mode     text
-- @column  is_inclusive       yes_no
-- @column  filing_status      text
-- @column  slots              slot
-- @column  inclusive_slots    slot
-- @column  children_enrolled  child
-- @column  monthly_fee        yuan_per_month
-- @column  longitude          degree
-- @column  latitude           degree

select
    institution.institution_id,
    institution.institution_name,
    institution.area_code,
    area.area_name,
    institution.provider_type,
    institution.operation_mode,
    institution.is_inclusive,
    institution.filing_status,
    institution.slots,
    institution.inclusive_slots,
    institution.children_enrolled,
    institution.monthly_fee,
    institution.longitude,
    institution.latitude
from institution
inner join area on institution.area_code = area.area_code
inner join area_ancestor on institution.area_code = area_ancestor.area_code
where
    area_ancestor.ancestor_code = $within
    and institution.as_of = $as_of
    and coalesce(institution.is_counted, true)
    and coalesce(institution.opened_on <= last_day(institution.as_of), true)
    and coalesce(institution.closed_on > last_day(institution.as_of), true)
order by institution.slots desc, institution.institution_id
