from athar.web.ui import bundle


def test_every_stylesheet_of_the_tree_reaches_the_browser():
    assert sorted(bundle.sources()) == sorted(bundle.TREE.glob("**/*.css"))


def test_the_joined_sheet_opens_with_the_order_of_its_layers():
    assert bundle.joined().startswith("@layer reset, base, components, modules, utilities;\n@layer base {")


def test_the_joined_sheet_imports_nothing_and_has_no_comments():
    assert ("@import" in bundle.joined(), "/*" in bundle.joined()) == (False, False)


def test_the_joined_sheet_closes_every_brace_it_opens():
    joined = bundle.joined()
    assert joined.count("{") == joined.count("}")


def test_files_are_joined_in_the_order_of_the_index(tmp_path):
    (tmp_path / "b.css").write_text("b { color: red }  /* why */\n")
    (tmp_path / "a.css").write_text("a { color: blue }\n")
    (tmp_path / "index.css").write_text(
        '@layer base, utilities;\n@import url("b.css") layer(base);\n@import url("a.css") layer(utilities);\n'
    )
    assert bundle.joined(tmp_path) == (
        "@layer base, utilities;\n@layer base {\nb { color: red }\n}\n@layer utilities {\na { color: blue }\n}\n"
    )
