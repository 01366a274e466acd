-- One institution in every register that lists it (机构历史), month by month.
--
-- @grain   as_of
-- @param   institution_id  text  of the institution
-- @column  as_of              month
-- @column  institution_name   text
-- @column  is_open            yes_no
-- @column  slots              slot
-- @column  inclusive_slots    slot
-- @column  children_enrolled  child
-- @column  monthly_fee        yuan_per_month
-- @column  care_staff         person

select
    institution.as_of,
    institution.institution_name,
    open_institution.institution_id is not null as is_open,
    institution.slots,
    institution.inclusive_slots,
    institution.children_enrolled,
    institution.monthly_fee,
    institution.care_staff
from institution
left join open_institution
    on
        institution.institution_id = open_institution.institution_id
        and institution.as_of = open_institution.as_of
where institution.institution_id = $institution_id
order by institution.as_of
