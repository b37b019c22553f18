// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/audience_editor.h"

#include "audience/audience_import.h"
#include "audience/audience_names.h"
#include "audience/demo_audience.h"
#include "format.h"

#include <QFileInfo>
#include <QPointer>

#include <algorithm>

using namespace std::chrono_literals;

namespace fanlight {
namespace {

constexpr auto TypingDelay = 200ms;

QString count(qint64 n)
{
    return format::count(double(n));
}

} // namespace

AudienceEditor::AudienceEditor(Hands hands, QObject* parent)
    : QObject(parent)
    , m_hands(std::move(hands))
    , m_job(m_hands.change)
    , m_export(m_hands.members)
{
    for (QTimer* delay : {&m_searchDelay, &m_filterDelay}) {
        delay->setSingleShot(true);
        delay->setInterval(TypingDelay);
    }
    connect(&m_searchDelay, &QTimer::timeout, this, &AudienceEditor::requestSets);
    connect(&m_filterDelay, &QTimer::timeout, this, [this] {
        m_members.setFilter(m_filter);
        Q_EMIT changed();
    });
    connect(&m_job, &AudienceJob::progressed, this, &AudienceEditor::jobProgressed);
    connect(&m_job, &AudienceJob::finished, this, &AudienceEditor::jobFinished);
    connect(&m_export, &AudienceExport::progressed, this, [this] {
        setWork({tr("Exporting"), m_export.done()});
    });
    connect(&m_export, &AudienceExport::finished, this, &AudienceEditor::exportFinished);
}

AudienceEditor::~AudienceEditor() = default;

bool AudienceEditor::isInMemory() const
{
    return m_status.broker.kind == QLatin1String("memory");
}

bool AudienceEditor::isEmpty() const
{
    return m_sets.rowCount() == 0 && m_search.isEmpty();
}

// -- what is asked

void AudienceEditor::takeStatus(const HubStatus& status)
{
    const bool started = status.state == HubState::Listening
        && (m_status.state != HubState::Listening || status.startedAtMs != m_status.startedAtMs
            || status.broker.kind != m_status.broker.kind);
    m_status = status;
    if (started) {
        m_removed = {}; // from another audience
        if (!isBusy())
            setWork({}); // as is what was done to it
    }
    if (status.state != HubState::Listening) {
        m_job.cancel(tr("the hub is not listening"));
        m_export.cancel();
        setSets({});
        show({});
    }
    if (started)
        refresh();
    Q_EMIT changed();
}

void AudienceEditor::setSeen(bool seen)
{
    m_seen = seen;
    if (seen)
        refresh();
}

void AudienceEditor::refresh()
{
    m_setsStale = m_membersStale = true;
    requestSets();
    requestMembers();
}

void AudienceEditor::setKind(AudienceKind kind)
{
    m_kind = kind;
    m_newSet.clear();
    setSets({});
    show({});
    refresh();
}

void AudienceEditor::setSearch(const QString& text)
{
    m_search = text;
    m_searchDelay.start();
}

void AudienceEditor::setFilter(const QString& text)
{
    m_filter = text;
    m_filterDelay.start();
}

void AudienceEditor::requestSets()
{
    m_setsStale = true;
    if (!m_seen || m_setsUnderWay || !isListening())
        return Q_EMIT changed();
    m_setsStale = false;
    m_setsUnderWay = true;
    m_hands.sets(m_kind, m_search,
        [editor = QPointer(this), kind = m_kind, search = m_search](const AudienceSets& sets) {
            if (!editor)
                return;
            editor->m_setsUnderWay = false;
            // Meanwhile something else may be wanted.
            if (kind == editor->m_kind && search == editor->m_search)
                editor->showSets(sets);
            else
                editor->m_setsStale = true;
            if (editor->m_setsStale)
                editor->requestSets();
        });
}

void AudienceEditor::requestMembers()
{
    m_membersStale = true;
    if (!m_seen || m_membersUnderWay || m_set.isEmpty() || !isListening())
        return;
    m_membersStale = false;
    m_membersUnderWay = true;
    m_hands.members(m_kind, m_set,
        [editor = QPointer(this), kind = m_kind, set = m_set](const AudienceMembers& members) {
            if (!editor)
                return;
            editor->m_membersUnderWay = false;
            if (kind == editor->m_kind)
                editor->showMembers(set, members);
            if (editor->m_membersStale)
                editor->requestMembers();
        });
}

// -- what is shown

void AudienceEditor::setSets(std::vector<AudienceSets::Set> sets)
{
    m_showing = true; // the selection goes and comes back
    m_sets.setSets(std::move(sets), m_kind);
    m_showing = false;
}

void AudienceEditor::showSets(const AudienceSets& sets)
{
    m_error = sets.error;
    m_more = sets.more;
    std::vector<AudienceSets::Set> all = sets.sets;
    const auto isNew = [this](const AudienceSets::Set& one) { return one.name == m_newSet; };
    if (std::any_of(all.begin(), all.end(), isNew))
        m_newSet.clear(); // it has users now
    if (!m_newSet.isEmpty())
        all.push_back({m_newSet, 0});
    setSets(std::move(all));
    if (m_search.isEmpty()) {
        if (!m_set.isEmpty() && m_sets.rowOf(m_set) < 0)
            leaveSet();
        if (m_set.isEmpty() && m_sets.rowCount() > 0)
            takeSet(m_sets.set(0).name);
    }
    Q_EMIT setShown();
    Q_EMIT changed();
}

void AudienceEditor::leaveSet()
{
    m_set.clear();
    m_members.setUsers({});
}

void AudienceEditor::takeSet(const QString& set)
{
    m_set = set;
    m_members.setUsers({});
    m_membersStale = true;
    requestMembers();
}

void AudienceEditor::select(const QString& set)
{
    if (set == m_set)
        return;
    takeSet(set);
    Q_EMIT changed();
}

void AudienceEditor::show(const QString& set)
{
    if (!set.isEmpty() && m_sets.rowOf(set) < 0) {
        m_newSet = set;
        std::vector<AudienceSets::Set> all;
        for (int row = 0; row < m_sets.rowCount(); ++row) {
            if (m_sets.set(row).size > 0)
                all.push_back(m_sets.set(row));
        }
        all.push_back({set, 0});
        setSets(std::move(all));
    }
    if (set.isEmpty())
        leaveSet();
    else if (set != m_set)
        takeSet(set);
    Q_EMIT setShown();
    Q_EMIT changed();
}

void AudienceEditor::showMembers(const QString& set, const AudienceMembers& members)
{
    if (set != m_set) {
        m_membersStale = true; // another was selected meanwhile
        return;
    }
    m_problem = members.error;
    m_members.setUsers(members.users);
    Q_EMIT membersShown();
    Q_EMIT changed();
}

void AudienceEditor::setProblem(const QString& problem)
{
    m_problem = problem;
    Q_EMIT changed();
}

// -- what is said

QString AudienceEditor::setsText(qint64 n) const
{
    if (m_kind == AudienceKind::Followers)
        return tr("%1 author(s)", nullptr, format::plural(double(n))).arg(count(n));
    return tr("%1 type(s)", nullptr, format::plural(double(n))).arg(count(n));
}

QString AudienceEditor::membersText(qint64 n) const
{
    return memberCount(m_kind, n);
}

QString AudienceEditor::setCountText() const
{
    const QString sets = setsText(m_sets.rowCount());
    return m_more ? tr("the first %1: search for others").arg(sets) : sets;
}

QString AudienceEditor::memberCountText() const
{
    if (m_set.isEmpty())
        return {};
    if (m_set == m_newSet)
        return tr("not kept until it has a user");
    const qint64 shown = m_members.rowCount();
    const qint64 all = m_members.total();
    return shown == all ? membersText(all) : tr("%1 of %2").arg(count(shown), count(all));
}

QString AudienceEditor::titleText() const
{
    return m_set.isEmpty() ? tr("No set selected") : setTitle(m_kind, shortName(m_set));
}

QString AudienceEditor::fullTitleText() const
{
    return m_set.isEmpty() ? QString() : setTitle(m_kind, m_set);
}

QString AudienceEditor::keptText() const
{
    return isInMemory() ? tr("In memory: gone when the hub stops.") : tr("Kept in Redis.");
}

QString AudienceEditor::newSetProblem(const QString& name) const
{
    return audienceNameProblem(setNoun(m_kind), name);
}

// -- what is done

void AudienceEditor::startJob(
    const QString& title, AudienceJob::Purpose purpose, const AudienceJob::Source& source)
{
    if (isBusy() || !isListening())
        return;
    m_removed = {};
    m_job.start(title, purpose, source);
    Q_EMIT changed();
}

bool AudienceEditor::addTyped(const QString& text)
{
    const ParsedIds parsed = parseIds(text);
    if (m_set.isEmpty() || isBusy() || (parsed.ids.isEmpty() && parsed.refused == 0))
        return false;
    if (parsed.refused > 0) { // stays, to be mended
        setProblem(parsed.text());
        return false;
    }
    setProblem({});
    addUsers(parsed.ids);
    return true;
}

void AudienceEditor::addUsers(const QStringList& ids)
{
    if (m_set.isEmpty() || ids.isEmpty())
        return;
    startJob(tr("Adding to “%1”").arg(shortName(m_set)), AudienceJob::Purpose::Add,
        idsSource(m_kind, m_set, ids, false));
}

void AudienceEditor::removeUsers(const QStringList& ids)
{
    if (m_set.isEmpty() || ids.isEmpty() || isBusy() || !isListening())
        return;
    startJob(tr("Removing from “%1”").arg(shortName(m_set)), AudienceJob::Purpose::Remove,
        idsSource(m_kind, m_set, ids, true));
    m_removed = {m_kind, m_set, ids, false};
}

void AudienceEditor::undo()
{
    if (!canUndo())
        return;
    const AudienceChange removed = std::exchange(m_removed, {});
    startJob(tr("Adding back to “%1”").arg(shortName(removed.set)), AudienceJob::Purpose::Add,
        idsSource(removed.kind, removed.set, removed.users, false));
}

void AudienceEditor::deleteSet(const QString& set)
{
    if (set == m_newSet) {
        m_newSet.clear();
        refresh();
        return;
    }
    m_hands.change(
        {{m_kind, set, {}, true}}, [editor = QPointer(this), set](const QString& error, quint64) {
            if (!editor)
                return;
            editor->setProblem(error);
            Q_EMIT editor->lastAction(error.isEmpty() ? tr("“%1” deleted").arg(shortName(set))
                                                      : tr("not deleted: %1").arg(error));
            editor->refresh();
        });
}

void AudienceEditor::importFile(const QString& path)
{
    startJob(tr("Importing %1").arg(QFileInfo(path).fileName()), AudienceJob::Purpose::Import,
        importSource(m_kind, path));
}

void AudienceEditor::generate(const DemoGraphPlan& plan, bool withInterests)
{
    startJob(tr("Generating"), AudienceJob::Purpose::Add, demoSource(plan, withInterests));
}

void AudienceEditor::exportTo(const QString& path, const QStringList& sets)
{
    if (isBusy() || !isListening())
        return;
    m_export.start(path, m_kind, sets);
    setWork({tr("Exporting"), 0});
    Q_EMIT changed();
}

void AudienceEditor::cancel()
{
    m_job.cancel();
    m_export.cancel();
}

void AudienceEditor::setWork(const Work& work)
{
    m_work = work;
    Q_EMIT workChanged();
}

void AudienceEditor::jobProgressed()
{
    if (m_job.isRunning())
        setWork({tr("%1: %2").arg(m_job.title(), m_job.text()), m_job.done()});
}

void AudienceEditor::jobFinished()
{
    setWork({tr("%1: %2").arg(m_job.title(), m_job.text()), 1, m_job.failed()});
    Q_EMIT lastAction(m_job.text());
    refresh();
}

void AudienceEditor::exportFinished(const QString& text, bool failed)
{
    setWork({m_more && !failed ? tr("%1; there are more sets than are listed").arg(text) : text, 1,
        failed});
    Q_EMIT lastAction(text);
    Q_EMIT changed();
}

} // namespace fanlight
