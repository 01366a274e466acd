-- Forgets the parent of the topmost area where the list does not hold that parent (顶级区域).
-- A county's own list says which city it belongs to, but does not list the city.
--
-- @param  levels  text  every level, from the largest area to the smallest

update area
set parent_code = null
where
    parent_code not in (select area_code from area)
    and list_position($levels, level) = (select min(list_position($levels, level)) from area)
    and (
        select count(*) from area as other
        where other.level = area.level
    ) = 1
