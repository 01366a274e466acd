-- Slots by the age that their classes take, in every area of a level in one month (分龄托位).
-- A kindergarten class takes children of 2 to 3 only, so all its slots count for age 2; elsewhere
-- those of the older class (托大班). A mixed class takes several ages and stands apart, as do slots
-- of which no class was given. The four parts add up
-- to the slots where the classes do. An area without an institution
-- has no row, whether it reported or not: area_counts knows which.
--
-- @grain   as_of
-- @grain   area_code
-- @param   as_of   date  the month
-- @param   level   text  level of the areas wanted
-- @param   within  text  code of the area they lie in
-- @column  as_of                   month
-- @column  area_code               code
-- @column  slots_for_age_2         slot
-- @column  slots_under_age_2       slot
-- @column  slots_of_mixed_classes  slot
-- @column  slots_without_class     slot

with

by_institution as (

    select
        as_of,
        area_code,
        slots,
        coalesce(provider_type = 'kindergarten_class', false) as is_kindergarten_class,
        coalesce(older_class_slots, 0) as older,
        coalesce(infant_class_slots, 0) + coalesce(toddler_class_slots, 0) as younger,
        coalesce(mixed_class_slots, 0) as mixed
    from open_institution
    where as_of = $as_of

)

select
    by_institution.as_of,
    chosen.ancestor_code as area_code,
    sum(if(is_kindergarten_class, slots, older))::bigint as slots_for_age_2,
    sum(if(is_kindergarten_class, 0, younger))::bigint as slots_under_age_2,
    sum(if(is_kindergarten_class, 0, mixed))::bigint as slots_of_mixed_classes,
    sum(if(is_kindergarten_class, 0, greatest(slots - older - younger - mixed, 0)))::bigint
        as slots_without_class
from by_institution
inner join area_ancestor as chosen on by_institution.area_code = chosen.area_code
inner join area on chosen.ancestor_code = area.area_code
inner join area_ancestor as above on chosen.ancestor_code = above.area_code
where area.level = $level and above.ancestor_code = $within
group by by_institution.as_of, chosen.ancestor_code
order by area_code
