-- The whole register of one month (机构台账), with whether each institution is counted as open.
-- The county is the parent of the township: it is the one that hands in a register.
--
-- @grain   institution_id
-- @param   as_of   date  the month
-- @column  institution_id               code
-- @column  institution_name             text
-- @column  register_state               text
-- @column  area_code                    code
-- @column  area_name                    text
-- @column  parent_code                  code
-- @column  parent_name                  text
-- @column  community_code               code
-- @column  provider_type                text
-- @column  operation_mode               text
-- @column  is_public                    yes_no
-- @column  is_inclusive                 yes_no
-- @column  filing_status                text
-- @column  opened_on                    date
-- @column  closed_on                    date
-- @column  kindergarten_id              code
-- @column  slots                        slot
-- @column  inclusive_slots              slot
-- @column  infant_class_slots           slot
-- @column  toddler_class_slots          slot
-- @column  older_class_slots            slot
-- @column  mixed_class_slots            slot
-- @column  children_enrolled            child
-- @column  children_with_health_record  child
-- @column  monthly_fee                  yuan_per_month
-- @column  staff                        person
-- @column  care_staff                   person
-- @column  certified_care_staff         person
-- @column  certified_staff              person
-- @column  has_medical_partner          yes_no
-- @column  longitude                    degree
-- @column  latitude                     degree
-- @column  source_name                  text
-- @column  source_row                   row

select
    institution.institution_id,
    institution.institution_name,
    case
        when open_institution.institution_id is not null then 'open'
        when institution.closed_on <= last_day(institution.as_of) then 'closed'
        when institution.opened_on > last_day(institution.as_of) then 'not_yet_open'
        else 'not_counted'
    end as register_state,
    institution.area_code,
    area.area_name,
    area.parent_code,
    parent.area_name as parent_name,
    institution.community_code,
    institution.provider_type,
    institution.operation_mode,
    institution.is_public,
    institution.is_inclusive,
    institution.filing_status,
    institution.opened_on,
    institution.closed_on,
    institution.kindergarten_id,
    institution.slots,
    institution.inclusive_slots,
    institution.infant_class_slots,
    institution.toddler_class_slots,
    institution.older_class_slots,
    institution.mixed_class_slots,
    institution.children_enrolled,
    institution.children_with_health_record,
    institution.monthly_fee,
    institution.staff,
    institution.care_staff,
    institution.certified_care_staff,
    institution.certified_staff,
    institution.has_medical_partner,
    institution.longitude,
    institution.latitude,
    institution.source_name,
    institution.source_row
from institution
inner join area on institution.area_code = area.area_code
left join area as parent on area.parent_code = parent.area_code
left join open_institution
    on
        institution.institution_id = open_institution.institution_id
        and institution.as_of = open_institution.as_of
where institution.as_of = $as_of
order by institution.slots desc nulls last, institution.institution_id asc
