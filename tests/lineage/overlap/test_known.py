"""Groups of fields that are connected already."""

from gazetteer.lineage.overlap.known import Connected


def test_a_chain_is_one_group() -> None:
    connected = Connected([("a", "b"), ("c", "d")])
    assert connected.are("a", "b")
    assert not connected.are("b", "c")
    connected.join("b", "c")
    assert connected.are("a", "d")
    assert not connected.are("a", "e")
    assert connected.are("e", "e")


def test_a_long_chain_does_not_run_out_of_stack() -> None:
    connected = Connected((str(number), str(number + 1)) for number in range(20_000))
    assert connected.are("0", "20000")
