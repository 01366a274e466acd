-- Gives institutions of former areas their code of today (变更前的机构).
-- What became one area has its code; of a split one a row goes to the part
-- in which its point lies or, without one, to which a later row of the same institution belongs.
-- What cannot be settled keeps its former code, and is asked about.

update institution
set area_code = found.area_code
from (
    with former as (

        select
            former_code,
            if(count(*) = 1, min(area_code), null) as only_code
        from former_area
        group by former_code

    ),

    -- A point lies in an area of the lowest level, which may be a part of the successor.
    by_point as (

        select
            former_area.former_code,
            former_area.area_code,
            area_ancestor.area_code as lies_in
        from area_ancestor
        inner join former_area on area_ancestor.ancestor_code = former_area.area_code

    ),

    first_look as (

        select
            institution.rowid as row_id,
            institution.institution_id,
            institution.as_of,
            institution.area_code as former_code,
            former.former_code is not null as is_former,
            coalesce(
                if(former.former_code is null, institution.area_code, former.only_code),
                -- Where it lies says to which part it belongs.
                by_point.area_code
            ) as settled
        from institution
        left join former on institution.area_code = former.former_code
        left join institution_place using (longitude, latitude)
        left join by_point
            on
                institution.area_code = by_point.former_code
                and institution_place.lies_in = by_point.lies_in

    ),

    second_look as (

        select
            row_id,
            former_code,
            is_former,
            settled,
            first_value(settled ignore nulls) over (
                partition by institution_id
                order by as_of
                rows between 1 following and unbounded following
            ) as later
        from first_look

    )

    select
        second_look.row_id,
        coalesce(second_look.settled, former_area.area_code) as area_code
    from second_look
    left join former_area
        on
            second_look.former_code = former_area.former_code
            and second_look.later = former_area.area_code
    where second_look.is_former
) as found
where institution.rowid = found.row_id and found.area_code is not null
