-- Fills area_ancestor: every area with each of its ancestors, itself included (各级上级).
--
-- @param  deepest  integer  no tree has more levels; a circle of parents must not turn for ever

insert into area_ancestor
with recursive upward as (
    select
        area_code,
        area_code as ancestor_code,
        0 as distance
    from area
    union all
    select
        upward.area_code,
        area.parent_code,
        upward.distance + 1 as distance
    from upward
    inner join area on upward.ancestor_code = area.area_code
    where area.parent_code is not null and upward.distance < $deepest
)

select
    upward.area_code,
    upward.ancestor_code,
    area.level,
    upward.distance
from upward
inner join area on upward.ancestor_code = area.area_code
order by upward.area_code, upward.distance
