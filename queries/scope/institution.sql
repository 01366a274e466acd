-- The register of one area; a community outside of it is not named (本辖区机构台账).
--
-- @param   area  text  code of the area everything lies in

select
    * replace ( -- noqa: AM04
        if(
            community_code in (
                select area_code
                from area_ancestor
                where ancestor_code = $area
            ),
            community_code,
            null
        ) as community_code
    )
from institution
where area_code in (
    select area_code
    from area_ancestor
    where ancestor_code = $area
)
