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
    open_institution.institution_id,
    open_institution.institution_name,
    open_institution.area_code,
    area.area_name,
    open_institution.provider_type,
    open_institution.operation_mode,
    open_institution.is_inclusive,
    open_institution.filing_status,
    open_institution.slots,
    open_institution.inclusive_slots,
    open_institution.children_enrolled,
    open_institution.monthly_fee,
    open_institution.longitude,
    open_institution.latitude
from open_institution
inner join area on open_institution.area_code = area.area_code
inner join area_ancestor on open_institution.area_code = area_ancestor.area_code
where
    area_ancestor.ancestor_code = $within
    and open_institution.as_of = $as_of
order by open_institution.slots desc, open_institution.institution_id asc
