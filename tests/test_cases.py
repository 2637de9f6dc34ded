"""Every rule against its case file."""

import re
from pathlib import Path

import pytest

from validator import catalogue, testing

CASES = Path(__file__).parent.parent / "fixtures" / "cases"


def _path(rule: str) -> Path:
    return CASES / f"{rule}.yaml"


PAIRS = [
    pytest.param(rule, case, id=f"{rule}: {case.name}")
    for rule in catalogue.cards()
    if _path(rule).exists()
    for case in testing.cases(_path(rule))
]


@pytest.mark.parametrize(("rule", "case"), PAIRS)
def test_case(rule: str, case: testing.Case) -> None:
    assert [d.message for d in testing.differences(rule, case)] == []


@pytest.mark.parametrize("rule", list(catalogue.cards()))
def test_every_rule_has_a_finding_and_a_clean_case(rule: str) -> None:
    found = testing.cases(_path(rule))
    assert any(case.finds for case in found)
    assert any(not case.finds for case in found)


def test_every_case_file_has_a_rule() -> None:
    files = {p.relative_to(CASES).with_suffix("").as_posix() for p in CASES.rglob("*.yaml")}
    assert files == set(catalogue.cards())


REACHABLE = re.findall(
    r"\w+",
    """
    err_accessdate_missing_url err_apostrophe_markup err_archive_date_missing_url
    err_archive_date_url_ts_mismatch err_archive_missing_date err_archive_missing_url
    err_archive_url err_arxiv_missing err_asintld_missing_asin err_bad_arxiv err_bad_asin
    err_bad_asin_tld err_bad_bibcode err_bad_biorxiv err_bad_citeseerx err_bad_date err_bad_doi
    err_bad_hdl err_bad_isbn err_bad_ismn err_bad_issn err_bad_jfm err_bad_jstor err_bad_lccn
    err_bad_medrxiv err_bad_mr err_bad_oclc err_bad_ol err_bad_osti err_bad_paramlink err_bad_pmc
    err_bad_pmid err_bad_rfc err_bad_s2cid err_bad_sbn err_bad_ssrn err_bad_url err_bad_usenet_id
    err_bad_zbl err_bare_url_missing_title err_biorxiv_missing err_chapter_ignored
    err_citation_missing_title err_cite_web_url err_citeseerx_missing err_class_ignored
    err_contributor_ignored err_contributor_missing_required_param err_disp_name
    err_doibroken_missing_doi err_embargo_missing_pmc err_empty_citation err_etal
    err_extra_text_edition err_extra_text_issue err_extra_text_pages err_extra_text_volume
    err_first_missing_last err_format_missing_url err_generic_name err_generic_title
    err_invalid_isbn_date err_invalid_param_val err_invisible_char err_medrxiv_missing
    err_missing_name err_missing_periodical err_missing_pipe err_missing_publisher
    err_numeric_names err_param_access_requires_param err_param_has_ext_link err_param_has_twl_url
    err_param_unknown_empty err_parameter_ignored err_parameter_ignored_suggest
    err_periodical_ignored err_redundant_parameters err_script_parameter err_ssrn_missing
    err_text_ignored err_trans_missing_title err_vancouver err_wikilink_in_url maint_archived_copy
    maint_bibcode maint_bot_unknown maint_date_format maint_date_year maint_deprecated_archive
    maint_doi_ignore maint_doi_inactive maint_doi_inactive_dated maint_doi_unflagged_free
    maint_extra_punct maint_isbn_ignore maint_issn_ignore maint_jfm_format maint_location
    maint_location_no_publisher maint_missing_class maint_mr_format maint_mult_names
    maint_numeric_names maint_others maint_others_avm maint_overridden_setting maint_page_art_num
    maint_pmc_embargo maint_pmc_format maint_postscript maint_publisher_location
    maint_ref_duplicates_default maint_unknown_lang maint_untitled maint_url_status
    maint_work_isbn maint_year maint_zbl
    """,
)
"""The conditions that the citation module can raise, of the revisions of February 2026."""


@pytest.mark.parametrize("condition", REACHABLE)
def test_every_condition_of_the_citation_module_has_a_case(condition: str) -> None:
    assert condition in CONDITIONS


CONDITIONS = {
    expected.facts.get("cs1")
    for path in CASES.rglob("*.yaml")
    for case in testing.cases(path)
    for expected in case.finds
}
