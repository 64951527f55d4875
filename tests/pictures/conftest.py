"""All samples are drawn and read once, and the browser is gone before the first is looked at."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import provision
from tests.pictures.gallery import Key, Picture, bundle, take, views

# What they find wrong is said in full, as in a test.
pytest.register_assert_rewrite("tests.pictures.seen", "tests.pictures.heard")


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Key, Picture]:
    chromium = provision.chromium() or pytest.skip(provision.NO_CHROMIUM)
    if provision.node() is None:
        pytest.skip(provision.NO_NODE)
    tools: Path = provision.node_tools() or pytest.skip(provision.NO_NODE_TOOLS)
    return take(chromium, *bundle(tools, tmp_path_factory.mktemp("renderers")), views())
