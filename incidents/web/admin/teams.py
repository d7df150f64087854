"""The pages of teams, for administrators."""

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from incidents.base.errors import Invalid
from incidents.base.languages import _
from incidents.records import Team
from incidents.web.admin.blueprint import blueprint
from incidents.web.admin.forms import MemberForm, TeamForm
from incidents.web.gate import policy
from incidents.web.render import render
from incidents.work import teams as work
from incidents.work.accounts import every_account


@blueprint.get("/teams")
@policy(permission="team.manage")
def teams() -> ResponseReturnValue:
    """Show every team with the number of its members."""
    counts = work.member_counts(g.session)
    rows = [
        (team, work.team_name(team, g.language.code), counts.get(team.id, 0)) for team in work.every_team(g.session)
    ]
    return render("admin/teams.html", rows=rows)


@blueprint.get("/teams/new")
@policy(permission="team.manage")
def new_team() -> ResponseReturnValue:
    """Ask for a name."""
    return render("admin/new_team.html", form=TeamForm())


@blueprint.post("/teams/new")
@policy(permission="team.manage")
def make_team() -> ResponseReturnValue:
    """Make a team."""
    form = TeamForm(request.form)
    if not form.validate():
        return render("admin/new_team.html", 422, form=form)
    try:
        team = work.make_team(g.session, g.viewer, name=form.names, note=form.note.data)
    except Invalid as refused:
        form.place(refused.problems)
        return render("admin/new_team.html", 422, form=form)
    flash(_("The team is made. Choose its members."), "done")
    return redirect(url_for("admin.team", code=team.code), 303)


@blueprint.get("/teams/<code:code>")
@policy(permission="team.manage")
def team(code: str) -> ResponseReturnValue:
    """Show one team and its members."""
    found = work.find_team(g.session, g.viewer, code)
    form = TeamForm(
        name_en=found.name.get("en"), name_ar=found.name.get("ar"), note=found.note, version=found.row_version
    )
    return _team_page(found, form)


@blueprint.post("/teams/<code:code>")
@policy(permission="team.manage")
def rename_team(code: str) -> ResponseReturnValue:
    """Change a team's name and what it is for."""
    form = TeamForm(request.form)
    found = work.find_team(g.session, g.viewer, code)
    if not form.validate():
        return _team_page(found, form, 422)
    # Names in languages that this form does not show stay as they are.
    others = {language: text for language, text in found.name.items() if language not in ("en", "ar")}
    try:
        work.rename_team(g.session, g.viewer, code, form.started_from, name=others | form.names, note=form.note.data)
    except Invalid as refused:
        form.place(refused.problems)
        return _team_page(found, form, 422)
    flash(_("The team is saved."), "done")
    return redirect(url_for("admin.team", code=code), 303)


@blueprint.post("/teams/<code:code>/members")
@policy(permission="team.manage")
def add_member(code: str) -> ResponseReturnValue:
    """Take somebody into a team."""
    work.add_member(g.session, g.viewer, code, request.form.get("account", "")[:40])
    flash(_("The team has a new member."), "done")
    return redirect(url_for("admin.team", code=code), 303)


@blueprint.post("/teams/<code:code>/members/<code:account>/remove")
@policy(permission="team.manage")
def remove_member(code: str, account: str) -> ResponseReturnValue:
    """Take somebody out of a team."""
    work.remove_member(g.session, g.viewer, code, account)
    flash(_("That account is no longer in the team."), "done")
    return redirect(url_for("admin.team", code=code), 303)


def _team_page(found: Team, form: TeamForm, status: int = 200) -> ResponseReturnValue:
    members = work.members_of(g.session, found)
    inside = {account.id for account in members}
    others = [account for account in every_account(g.session, g.viewer) if account.id not in inside]
    member = MemberForm()
    member.account.choices = [
        SelectChoice(account.code, f"{account.display_name} ({account.name})")
        for account in others
        if account.disabled_at is None
    ]
    name = work.team_name(found, g.language.code)
    return render("admin/team.html", status, shown=found, name=name, form=form, members=members, member=member)
