"""What pictures show: each rule on a knowledge base made for it, and what must hold for whatever is asked."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import KnowledgeBase, Reading, load
from knowledge.answering.pictures import MOST_BARS, Bar, LandMap, Timeline, land_map, timeline
from knowledge.reading.select import select
from knowledge.store.entries import Cluster, Entry, Network, Programme
from knowledge.store.load import shipped_vocabulary


def base_of(*entries: Entry) -> KnowledgeBase:
    return KnowledgeBase(entries, shipped_vocabulary())


def programme(id: str, start: int | None = None, end: int | None = None, **fields: Any) -> Programme:
    return Programme(id=id, kind="programme", name_de=id, start_year=start, end_year=end, **fields)


def cluster(id: str, *regions: str, **fields: Any) -> Cluster:
    return Cluster(id=id, kind="cluster", name_de=id, regions=regions, **fields)


@pytest.fixture(scope="module")
def shipped() -> KnowledgeBase:
    return load().base


class TestLandMap:
    def counted(self, base: KnowledgeBase, **slots: Any) -> LandMap:
        found = land_map(base, Reading(**slots))
        assert found
        return found

    def test_all_sixteen_are_there_in_one_order(self) -> None:
        counts = self.counted(base_of(cluster("a", "DE-TH"))).counts
        assert len(counts) == 16
        assert list(counts) == list(self.counted(base_of(cluster("b", "DE-BW"))).counts)

    def test_an_entry_counts_in_each_of_its_lands_and_once_in_the_total(self) -> None:
        found = self.counted(base_of(cluster("a", "DE-TH", "DE-SN"), cluster("b", "DE-SN")))
        assert {land: count for land, count in found.counts.items() if count} == {"DE-TH": 1, "DE-SN": 2}
        assert found.total == 2
        assert found.tells

    def test_a_group_counts_in_the_lands_that_it_holds_whole(self) -> None:
        for group in ("east", "structurally-weak"):
            found = self.counted(base_of(programme("a", regions=(group, "DE-SN"))))
            assert {land for land, count in found.counts.items() if count == 1} == {
                "DE-BE", "DE-BB", "DE-MV", "DE-SN", "DE-ST", "DE-TH",
            }  # fmt: skip

    def test_all_germany_and_europe_stand_beside(self) -> None:
        base = base_of(
            cluster("a", "DE"), cluster("b", "DE", "EU"), cluster("c", "EU"), cluster("d", "DE-ST", "DE"), cluster("e")
        )
        found = self.counted(base)
        assert (found.nationwide, found.european, found.total) == (2, 1, 5)
        assert sum(found.counts.values()) == found.counts["DE-ST"] == 1
        assert not found.tells

    def test_it_counts_what_the_list_shows(self) -> None:
        base = base_of(
            cluster("a", "DE-TH", topics=("hydrogen",)), cluster("b", "DE-SN"), programme("c", regions=("DE",))
        )
        assert self.counted(base, topics=("hydrogen",)).total == 1
        assert self.counted(base, kinds=("programme",)).nationwide == 1

    def test_of_a_programme_its_clusters_count(self) -> None:
        base = base_of(
            programme("family", regions=("DE",)),
            programme("line", parent="family"),
            cluster("a", "DE-TH", programmes=("family",)),
            cluster("b", "DE-SN", programmes=("line",)),
            cluster("c", "DE-BY"),
        )
        found = self.counted(base, entries=("family",))
        assert found.members
        assert {land for land, count in found.counts.items() if count} == {"DE-TH", "DE-SN"}

    def test_of_a_programme_without_clusters_its_own_regions_count(self) -> None:
        found = self.counted(base_of(programme("a", regions=("DE-SN", "DE-TH"))), entries=("a",))
        assert not found.members
        assert found.total == 1

    def test_entries_that_are_compared_count_themselves(self) -> None:
        found = self.counted(base_of(cluster("a", "DE-SN"), cluster("b", "DE-TH")), entries=("a", "b", "gone"))
        assert found.total == 2
        assert found.tells

    @pytest.mark.parametrize("slots", [{"topics": ("hydrogen",)}, {"entries": ("nowhere",)}, {"regions": ("DE-HH",)}])
    def test_nothing_to_show_is_none(self, slots: dict[str, Any]) -> None:
        assert land_map(base_of(cluster("nowhere")), Reading(**slots)) is None


class TestTimeline:
    def course(self, base: KnowledgeBase, *entries: str, **slots: Any) -> Timeline:
        found = timeline(base, Reading(entries=entries, **slots))
        assert found
        return found

    def ids(self, base: KnowledgeBase, *entries: str) -> list[str]:
        return [bar.id for bar in self.course(base, *entries).bars]

    def test_bars_hold_the_years(self) -> None:
        base = base_of(programme("a", 1999, 2006, status="ended"))
        assert self.course(base, "a").bars == (Bar("a", 1999, 2006, "ended", 0, asked=True),)
        assert not self.course(base, "a").tells

    @pytest.mark.parametrize(
        ("status", "end", "goes_on"),
        [
            ("open", None, True),
            ("running", None, True),
            ("planned", None, True),
            ("ended", None, False),
            ("unknown", None, False),
            ("running", 2030, False),
        ],
    )
    def test_what_has_no_end_goes_on_unless_it_is_over(self, status: Any, end: int | None, goes_on: bool) -> None:
        base = base_of(programme("a", 2010, end, status=status))
        assert self.course(base, "a").bars[0].goes_on is goes_on

    def test_an_active_cluster_goes_on(self) -> None:
        assert self.course(base_of(cluster("a", founded=2001, status="active")), "a").bars[0].goes_on

    def test_a_family_is_the_programme_its_lines_and_what_came_before_and_after(self) -> None:
        base = base_of(
            programme("past", 1990, 1995),
            programme("older", 1980, successor=("past",)),
            programme("a", 2000, predecessor=("past",), successor=("later",)),
            programme("line", 2001, parent="a"),
            programme("line-of-line", 2002, parent="line", successor=("latest",)),
            programme("later", 2010),
            programme("latest", 2015),
            programme("other", 1999),
            programme("follower-of-past", 1996, predecessor=("past",)),
        )
        assert self.ids(base, "a") == ["older", "past", "a", "line", "line-of-line", "later", "latest"]

    def test_whoever_of_the_two_says_it_an_arrow_leads_from_the_former_to_the_latter(self) -> None:
        base = base_of(
            programme("a", 2000, successor=("b",)), programme("b", 2005), programme("c", 2010, predecessor=("b",))
        )
        assert self.course(base, "b").arrows == (("a", "b"), ("b", "c"))
        assert self.course(base, "b").tells

    def test_said_twice_it_is_one_arrow(self) -> None:
        base = base_of(programme("a", 2000, successor=("b",)), programme("b", 2005, predecessor=("a",)))
        assert self.course(base, "a").arrows == (("a", "b"),)

    def test_where_each_follows_the_other_there_is_no_arrow_and_no_end_of_time(self) -> None:
        base = base_of(programme("a", 2000, successor=("b",)), programme("b", 2005, successor=("a",)))
        assert self.course(base, "a").arrows == ()

    def test_what_follows_itself_or_nobody_is_left(self) -> None:
        base = base_of(programme("a", 2000, successor=("a", "gone"), predecessor=("gone",), parent="gone"))
        assert self.course(base, "a").arrows == ()
        assert self.ids(base, "a") == ["a"]

    def test_an_arrow_between_families_stands_for_those_to_single_lines(self) -> None:
        base = base_of(
            programme("old", 2000, successor=("new", "new-line")),
            programme("old-line", 2001, parent="old", successor=("new", "new-line")),
            programme("new", 2010),
            programme("new-line", 2011, parent="new"),
        )
        assert set(self.course(base, "old").arrows) == {("old", "new"), ("old-line", "new-line")}

    def test_lines_stand_below_their_programme_by_the_years(self) -> None:
        base = base_of(
            programme("a", 2005),
            programme("line-b", 2008, parent="a"),
            programme("line-a", 2006, parent="a"),
            programme("before", 2001, successor=("a",)),
            programme("after", 2007, predecessor=("a",)),
        )
        bars = self.course(base, "a").bars
        assert [(bar.id, bar.level) for bar in bars] == [
            ("before", 0), ("a", 0), ("line-a", 1), ("line-b", 1), ("after", 0),
        ]  # fmt: skip
        assert [bar.id for bar in bars if bar.asked] == ["a"]

    def test_programmes_that_are_lines_of_each_other_stand_side_by_side(self) -> None:
        base = base_of(programme("a", 2000, parent="b"), programme("b", 2001, parent="a"))
        assert [(bar.id, bar.level) for bar in self.course(base, "a").bars] == [("a", 0), ("b", 0)]

    def test_without_a_start_it_stands_behind_what_it_followed(self) -> None:
        base = base_of(
            programme("a", 2005, 2013, successor=("b",)),
            programme("b", None, 2022, successor=("c",)),
            programme("c", 2021),
        )
        assert self.ids(base, "a") == ["a", "b", "c"]

    def test_a_line_that_stands_alone_is_shown_with_its_family(self) -> None:
        base = base_of(programme("a", 2000), programme("b", 2001, parent="a"), programme("c", 2002, parent="a"))
        assert self.ids(base, "b") == ["a", "b", "c"]

    def test_a_cluster_stands_with_the_programmes_that_it_won(self) -> None:
        base = base_of(programme("p", 2005, 2012), cluster("c", founded=2000, programmes=("p",)), programme("q", 2010))
        assert self.ids(base, "c") == ["c", "p"]

    def test_a_network_is_shown_by_its_years_of_funding(self) -> None:
        network = Network.model_validate({"id": "n", "kind": "network", "name_de": "n", "period": "1999-2006"})
        assert self.course(base_of(network), "n").bars[0].end == 2006

    def test_former_ids_are_understood(self) -> None:
        base = base_of(programme("a", 2000, former_ids=("old",)), programme("b", 2005, predecessor=("old",)))
        assert self.course(base, "old").arrows == (("a", "b"),)

    def test_a_list_of_programmes_is_shown_by_the_years(self) -> None:
        base = base_of(programme("b", 2005), programme("a", 2001), programme("c"), cluster("d", founded=1990))
        found = timeline(base, Reading(kinds=("programme",)))
        assert found
        assert [bar.id for bar in found.bars] == ["a", "b"]
        assert found.undated == ("c",)
        assert not any(bar.asked for bar in found.bars)

    def test_of_the_clusters_of_a_programme_its_family_is_shown(self) -> None:
        base = base_of(programme("p", 2005, predecessor=("o",)), programme("o", 2000), cluster("d", programmes=("p",)))
        found = timeline(base, Reading(kinds=("cluster", "network"), programmes=("p",)))
        assert found
        assert [bar.id for bar in found.bars] == ["o", "p"]

    def test_more_than_can_be_read_is_left_out_and_counted_the_nearest_stay(self) -> None:
        lines = [programme(f"line-{number}", 2000 + number, parent="a") for number in range(20)]
        later = programme("later", 2030, predecessor=("a",))
        found = self.course(base_of(programme("a", 1999), *lines, later), "a")
        assert len(found.bars) == MOST_BARS
        assert found.left_out == 22 - MOST_BARS
        assert found.bars[0].id == "a"

    @pytest.mark.parametrize(
        "reading", [Reading(entries=("a",)), Reading(kinds=("cluster",)), Reading(entries=("gone",)), Reading()]
    )
    def test_nothing_to_show_is_none(self, reading: Reading) -> None:
        assert timeline(base_of(programme("a"), cluster("b")), reading) is None


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    kinds = draw(st.sampled_from([(), ("programme",), ("cluster", "network"), ("organisation",)]))
    regions = draw(st.sampled_from([(), ("DE-SN",), ("east",), ("DE",), ("EU",), ("DE-HH", "DE-HB")]))
    topics = draw(st.sampled_from([(), ("hydrogen",), ("optics-photonics",)]))
    return Reading(kinds=kinds, regions=regions, topics=topics)


class TestTheShippedKnowledge:
    @settings(max_examples=40, deadline=None)
    @given(reading=readings())
    def test_a_map_agrees_with_the_list(self, shipped: KnowledgeBase, reading: Reading) -> None:
        fitting = select(shipped, reading).fitting
        found = land_map(shipped, reading)
        if found is None:
            assert not any(hit.entry.regions for hit in fitting)
            return
        assert found.total == len(fitting)
        for land, count in found.counts.items():
            assert count >= sum(land in hit.entry.regions for hit in fitting)
            assert count <= len(fitting)

    def test_every_entry_has_a_sound_timeline_or_none(self, shipped: KnowledgeBase) -> None:
        for entry in shipped.entries:
            found = timeline(shipped, Reading(entries=(entry,)))
            if found is None:
                continue
            ids = [bar.id for bar in found.bars]
            assert 1 <= len(ids) == len(set(ids)) <= MOST_BARS
            assert all(past in ids and later in ids and past != later for past, later in found.arrows)
            assert all(bar.start is not None or bar.end is not None for bar in found.bars)

    def test_the_story_of_the_regions_is_told(self, shipped: KnowledgeBase) -> None:
        found = timeline(shipped, Reading(entries=("wir",)))
        assert found
        assert ("innoregio", "wir") in found.arrows
