from __future__ import annotations

import pytest

from tests.clients import page
from tests.clients.page import Block, Snippet

MARKDOWN = """# Page

```turtle a.ttl
<a> <b> <c> .
```

## One

```sh
# a comment
echo 1
```

It says:

```text
1
```

### Two

```python
print(2)
```

```sh
echo 3
```
"""


def test_a_file_is_a_block_that_has_a_name() -> None:
    assert page.files(MARKDOWN) == {"a.ttl": "<a> <b> <c> .\n"}


def test_the_block_behind_a_snippet_is_its_answer() -> None:
    assert page.snippets(MARKDOWN) == [
        Snippet(Block("One", "sh", "", "# a comment\necho 1\n"), "1\n"),
        Snippet(Block("Two", "python", "", "print(2)\n"), ""),
        Snippet(Block("Two", "sh", "", "echo 3\n"), ""),
    ]


@pytest.mark.parametrize(
    ("shown", "given", "fit"),
    [
        ("a\n", "a", True),
        ("a.c", "abc", False),
        ("a…c", "a b\nc", True),
        ("…\n304, 0 bytes", "200, 9 bytes\n304, 0 bytes\n", True),
        ("a", "ab", False),
        ("…", "", True),
    ],
)
def test_an_ellipsis_stands_for_anything(shown: str, given: str, fit: bool) -> None:
    assert page.fits(shown, given) is fit
