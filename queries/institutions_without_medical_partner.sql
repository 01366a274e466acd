-- Inclusive institutions without a medical partner (没有医疗合作的普惠机构).
--
-- @grain   institution_id
-- @param   as_of   date  month looked at
-- @param   within  text  code of the area they lie in
-- @column  institution_id    code
-- @column  institution_name  text

select
    open_institution.institution_id,
    open_institution.institution_name
from open_institution
inner join area_ancestor
    on
        open_institution.area_code = area_ancestor.area_code
        and area_ancestor.ancestor_code = $within
where
    open_institution.as_of = $as_of
    and open_institution.is_inclusive
    and not open_institution.has_medical_partner
order by open_institution.institution_id
