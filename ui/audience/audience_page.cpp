// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/audience_page.h"

#include "audience/audience_import.h"
#include "audience/audience_names.h"
#include "audience/demo_audience.h"
#include "audience/demo_dialog.h"
#include "audience/paste_dialog.h"
#include "curl_line.h"
#include "delivery/audience.h"
#include "format.h"
#include "widgets/card.h"
#include "widgets/empty_state.h"
#include "widgets/filter_line.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace fanlight {

namespace {

constexpr auto TypingDelay = 200ms;
const QString KindKey = u"audience/kind"_s;
const QString SplitterKey = u"audience/columns"_s;
const QString HeaderKey = u"audience/sets"_s;

QString count(qint64 n)
{
    return format::count(double(n));
}

QLabel* makeLabel(const char* look)
{
    auto* label = new QLabel;
    setLook(*label, look);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

AudiencePage::AudiencePage(Hub& hub, const Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_state(state)
    , m_status(hub.status())
    , m_job([&hub](const std::vector<AudienceChange>& changes, const AudienceJob::Answer& answer) {
        hub.changeAudience(changes, answer);
    })
    , m_export([&hub](AudienceKind kind, const QString& set, const AudienceExport::Answer& answer) {
        hub.requestAudienceMembers(kind, set, answer);
    })
    , m_kinds(new Segmented({tr("Followers"), tr("Interests")}))
    , m_kept(makeLabel("hint"))
    , m_new(new QPushButton(tr("New set…")))
    , m_import(new QPushButton(tr("Import CSV…")))
    , m_generate(new QPushButton(tr("Generate…")))
    , m_exportButton(new QPushButton(tr("Export CSV")))
    , m_search(new QLineEdit)
    , m_setTable(new RowTable)
    , m_setCount(makeLabel("hint"))
    , m_memberCount(makeLabel("hint"))
    , m_filter(new QLineEdit)
    , m_memberTable(new RowTable)
    , m_add(new QLineEdit)
    , m_addButton(new QPushButton(tr("Add")))
    , m_paste(new QPushButton(tr("Paste…")))
    , m_remove(new QPushButton(tr("Remove selected")))
    , m_delete(new QPushButton(tr("Delete set…")))
    , m_problem(makeLabel("bad"))
    , m_jobText(makeLabel("hint"))
    , m_progress(new QProgressBar)
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_empty(new EmptyState(theme))
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_stack(new QStackedWidget)
{
    m_splitter->addWidget(makeSets());
    m_splitter->addWidget(m_memberCard = makeMembers());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({420, 700});
    m_splitter->setChildrenCollapsible(false);
    auto* emptyCard = new Card;
    emptyCard->body()->addWidget(m_empty);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(emptyCard);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(makeToolLine());
    column->addWidget(makeJobLine());
    column->addWidget(m_stack, 1);
    state.track(SplitterKey, m_splitter);

    for (QTimer* delay : {&m_searchDelay, &m_filterDelay}) {
        delay->setSingleShot(true);
        delay->setInterval(TypingDelay);
    }
    connect(&m_searchDelay, &QTimer::timeout, this, &AudiencePage::requestSets);
    connect(&m_filterDelay, &QTimer::timeout, this, [this] {
        m_members.setFilter(m_filter->text());
        updateTexts();
    });
    connect(&m_hub, &Hub::statusChanged, this, &AudiencePage::takeStatus);
    connect(&m_hub, &Hub::sampled, this,
        [this](const MetricsSample& sample) { m_connections = sample.connections; });
    connect(&m_job, &AudienceJob::progressed, this, &AudiencePage::jobProgressed);
    connect(&m_job, &AudienceJob::finished, this, &AudiencePage::jobFinished);
    connect(&m_export, &AudienceExport::progressed, this,
        [this] { showJob(tr("Exporting"), m_export.done(), false); });
    connect(&m_export, &AudienceExport::finished, this, &AudiencePage::exportFinished);
    connect(m_kinds, &Segmented::changed, this, &AudiencePage::setKind);
    makeShortcuts();
    m_kinds->setCurrent(std::clamp(state.value(KindKey, 0).toInt(), 0, 1));
    setKind(m_kinds->current());
    takeStatus(m_status);
}

AudiencePage::~AudiencePage() = default;

QWidget* AudiencePage::makeToolLine()
{
    m_kinds->setAccessibleName(tr("Kind of sets"));
    m_kept->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_import->setToolTip(tr("Two columns, set and user; a row of titles is skipped. UTF-8."));
    m_generate->setToolTip(tr("A made-up audience whose users are those of test clients."));
    auto* menu = new QMenu(m_exportButton);
    menu->addAction(tr("The selected sets…"), this, [this] { askForExport(true); });
    menu->addAction(tr("All sets listed…"), this, [this] { askForExport(false); });
    m_exportButton->setMenu(menu);
    connect(m_new, &QPushButton::clicked, this, &AudiencePage::askForName);
    connect(m_import, &QPushButton::clicked, this, &AudiencePage::askForImport);
    connect(m_generate, &QPushButton::clicked, this, &AudiencePage::askForDemo);
    auto* tools = new QWidget;
    auto* line = new QHBoxLayout(tools);
    line->setContentsMargins({});
    line->setSpacing(10);
    line->addWidget(m_kinds);
    line->addWidget(m_kept, 1);
    for (QPushButton* button : {m_new, m_import, m_generate, m_exportButton})
        line->addWidget(button);
    return tools;
}

Card* AudiencePage::makeSets()
{
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Search sets"));
    connect(m_search, &QLineEdit::textChanged, &m_searchDelay, qOverload<>(&QTimer::start));
    m_setTable->setModel(&m_sets);
    m_setTable->setAccessibleName(tr("Sets"));
    QHeaderView* header = m_setTable->horizontalHeader();
    m_setTable->fitColumn(SetModel::Size, u"1,000,000"_s, m_theme.tabular());
    header->setSectionResizeMode(SetModel::Name, QHeaderView::Stretch);
    header->setSortIndicator(SetModel::Name, Qt::AscendingOrder);
    m_state.track(HeaderKey, header);
    m_setTable->setSortingEnabled(true);
    connect(m_setTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &AudiencePage::currentSetChanged);
    connect(m_setTable, &QWidget::customContextMenuRequested, this, [this](const QPoint& where) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("Copy rows\tCtrl+C"), m_setTable, &RowTable::copySelection);
        menu->addAction(tr("Export the selected sets…"), this, [this] { askForExport(true); });
        menu->addAction(tr("Delete set…"), this, &AudiencePage::askToDelete);
        menu->popup(m_setTable->viewport()->mapToGlobal(where));
    });
    auto* card = new Card;
    card->setAccessibleName(tr("Sets"));
    card->body()->addWidget(m_search);
    card->body()->addWidget(m_setTable, 1);
    card->body()->addWidget(m_setCount);
    card->setMinimumWidth(220);
    return card;
}

Card* AudiencePage::makeMembers()
{
    m_filter->setPlaceholderText(tr("Filter: a part of an id"));
    m_filter->setAccessibleName(tr("Filter users"));
    m_filter->setClearButtonEnabled(true);
    connect(m_filter, &QLineEdit::textChanged, &m_filterDelay, qOverload<>(&QTimer::start));
    m_memberTable->setModel(&m_members);
    m_memberTable->setAccessibleName(tr("Users of the set"));
    QHeaderView* header = m_memberTable->horizontalHeader();
    header->setSortIndicatorShown(false); // always in natural order
    header->setSectionsClickable(false);
    header->setStretchLastSection(true);
    connect(m_memberTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &AudiencePage::updateTexts);
    connect(m_remove, &QPushButton::clicked, this, &AudiencePage::removeSelected);
    connect(m_delete, &QPushButton::clicked, this, &AudiencePage::askToDelete);
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto* card = new Card(u" "_s);
    card->titleLine()->addWidget(m_memberCount);
    auto* last = new QHBoxLayout;
    last->setSpacing(8);
    last->addWidget(m_remove);
    last->addStretch();
    last->addWidget(m_delete);
    card->body()->addWidget(m_filter);
    card->body()->addWidget(m_memberTable, 1);
    card->body()->addWidget(m_problem);
    card->body()->addLayout(makeAddLine());
    card->body()->addLayout(last);
    card->setMinimumWidth(300);
    return card;
}

QBoxLayout* AudiencePage::makeAddLine()
{
    m_add->setPlaceholderText(tr("Add users: 42, 43 44"));
    m_add->setAccessibleName(tr("Users to add"));
    m_add->setToolTip(tr("Ids separated by blanks or commas."));
    m_paste->setToolTip(tr("Many ids at once, with a look at what was understood."));
    connect(m_add, &QLineEdit::returnPressed, this, &AudiencePage::addTyped);
    connect(m_add, &QLineEdit::textChanged, this, &AudiencePage::updateTexts);
    connect(m_addButton, &QPushButton::clicked, this, &AudiencePage::addTyped);
    connect(m_paste, &QPushButton::clicked, this, &AudiencePage::paste);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_add, 1);
    line->addWidget(m_addButton);
    line->addWidget(m_paste);
    return line;
}

QWidget* AudiencePage::makeJobLine()
{
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(180);
    m_progress->setAccessibleName(tr("Progress"));
    m_jobText->setWordWrap(true);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (isBusy())
            cancel();
        else
            m_jobLine->hide();
    });
    m_jobLine = new QWidget;
    auto* line = new QHBoxLayout(m_jobLine);
    line->setContentsMargins({});
    line->setSpacing(10);
    line->addWidget(m_progress);
    line->addWidget(m_jobText, 1);
    line->addWidget(m_cancel);
    m_jobLine->hide();
    return m_jobLine;
}

void AudiencePage::makeShortcuts()
{
    addFindShortcut(*this, *m_search);
    connect(new QShortcut(QKeySequence::Refresh, this), &QShortcut::activated, this,
        &AudiencePage::changed);
    connect(new QShortcut(Qt::Key_Delete, m_memberTable, nullptr, nullptr, Qt::WidgetShortcut),
        &QShortcut::activated, this, &AudiencePage::removeSelected);
    connect(new QShortcut(Qt::Key_Delete, m_setTable, nullptr, nullptr, Qt::WidgetShortcut),
        &QShortcut::activated, this, &AudiencePage::askToDelete);
    for (QLineEdit* edit : {m_search, m_filter}) {
        connect(new QShortcut(Qt::Key_Escape, edit, nullptr, nullptr, Qt::WidgetShortcut),
            &QShortcut::activated, edit, &QLineEdit::clear);
    }
    connect(m_empty, &EmptyState::actionRequested, this, &AudiencePage::askForDemo);
    connect(m_empty, &EmptyState::secondActionRequested, this, &AudiencePage::askForImport);
}

void AudiencePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    changed(); // others change it, too
}

void AudiencePage::setKind(int kind)
{
    m_kind = AudienceKind(kind);
    m_state.setValue(KindKey, kind);
    m_newSet.clear();
    m_sets.setSets({}, m_kind);
    selectSet({});
    m_search->setPlaceholderText(
        m_kind == AudienceKind::Followers ? tr("Search authors") : tr("Search types"));
    changed();
}

void AudiencePage::takeStatus(const HubStatus& status)
{
    const bool started = status.state == HubState::Listening
        && (m_status.state != HubState::Listening || status.startedAtMs != m_status.startedAtMs
            || status.broker.kind != m_status.broker.kind);
    m_status = status;
    if (status.state != HubState::Listening) {
        m_job.cancel(tr("the hub is not listening"));
        m_export.cancel();
        m_sets.setSets({}, m_kind);
        selectSet({});
    }
    if (started)
        changed();
    updateTexts();
}

void AudiencePage::changed()
{
    m_setsStale = m_membersStale = true;
    requestSets();
    requestMembers();
}

void AudiencePage::requestSets()
{
    m_setsStale = true;
    if (!isVisible() || m_setsUnderWay || !m_hub.isListening())
        return updateTexts();
    m_setsStale = false;
    m_setsUnderWay = true;
    m_hub.requestAudienceSets(m_kind, m_search->text(),
        [page = QPointer(this), kind = m_kind, search = m_search->text()](
            const AudienceSets& sets) {
            if (!page)
                return;
            page->m_setsUnderWay = false;
            // Meanwhile something else may be wanted.
            if (kind == page->m_kind && search == page->m_search->text())
                page->showSets(sets);
            else
                page->m_setsStale = true;
            if (page->m_setsStale)
                page->requestSets();
        });
}

void AudiencePage::showSets(const AudienceSets& sets)
{
    m_error = sets.error;
    m_more = sets.more;
    std::vector<AudienceSets::Set> all = sets.sets;
    const auto isNew = [this](const AudienceSets::Set& one) { return one.name == m_newSet; };
    if (std::any_of(all.begin(), all.end(), isNew))
        m_newSet.clear(); // it has users now
    if (!m_newSet.isEmpty())
        all.push_back({m_newSet, 0});
    const QString selected = m_set;
    {
        const QSignalBlocker quiet(
            m_setTable->selectionModel()); // the selection goes and comes back
        m_sets.setSets(std::move(all), m_kind);
    }
    const int row = m_sets.rowOf(selected);
    if (row >= 0)
        m_setTable->selectRow(row);
    else if (!selected.isEmpty() && m_search->text().isEmpty())
        selectSet({});
    if (m_set.isEmpty() && m_sets.rowCount() > 0 && m_search->text().isEmpty())
        m_setTable->selectRow(0);
    updateTexts();
}

void AudiencePage::currentSetChanged()
{
    const QModelIndex current = m_setTable->currentIndex();
    const QString name = current.isValid() ? m_sets.set(current.row()).name : m_set;
    if (name == m_set)
        return;
    m_set = name;
    m_members.setUsers({});
    m_membersStale = true;
    requestMembers();
    updateTexts();
}

void AudiencePage::selectSet(const QString& set)
{
    if (!set.isEmpty() && m_sets.rowOf(set) < 0) {
        m_newSet = set;
        std::vector<AudienceSets::Set> all;
        for (int row = 0; row < m_sets.rowCount(); ++row) {
            if (m_sets.set(row).size > 0)
                all.push_back(m_sets.set(row));
        }
        all.push_back({set, 0});
        const QSignalBlocker quiet(m_setTable->selectionModel());
        m_sets.setSets(std::move(all), m_kind);
    }
    if (set.isEmpty()) {
        m_set.clear();
        m_members.setUsers({});
        updateTexts();
        return;
    }
    m_setTable->selectRow(m_sets.rowOf(set));
    m_setTable->scrollTo(m_setTable->currentIndex());
    currentSetChanged();
}

void AudiencePage::requestMembers()
{
    m_membersStale = true;
    if (!isVisible() || m_membersUnderWay || m_set.isEmpty() || !m_hub.isListening())
        return;
    m_membersStale = false;
    m_membersUnderWay = true;
    m_hub.requestAudienceMembers(m_kind, m_set,
        [page = QPointer(this), kind = m_kind, set = m_set](const AudienceMembers& members) {
            if (!page)
                return;
            page->m_membersUnderWay = false;
            if (kind == page->m_kind)
                page->showMembers(set, members);
            if (page->m_membersStale)
                page->requestMembers();
        });
}

void AudiencePage::showMembers(const QString& set, const AudienceMembers& members)
{
    if (set != m_set) {
        m_membersStale = true; // another was selected meanwhile
        return;
    }
    m_problem->setText(members.error);
    m_problem->setVisible(!members.error.isEmpty());
    const int top = m_memberTable->topRow();
    m_members.setUsers(members.users);
    m_memberTable->setTopRow(std::max(0, top)); // what is looked at stays
    updateTexts();
}

void AudiencePage::startJob(
    const QString& title, AudienceJob::Purpose purpose, const AudienceJob::Source& source)
{
    if (isBusy() || !m_hub.isListening())
        return;
    m_job.start(title, purpose, source);
    updateTexts();
}

void AudiencePage::addTyped()
{
    const ParsedIds parsed = parseIds(m_add->text());
    if (m_set.isEmpty() || isBusy() || (parsed.ids.isEmpty() && parsed.refused == 0))
        return;
    if (parsed.refused > 0) { // stays, to be mended
        m_problem->setText(parsed.text());
        m_problem->show();
        return;
    }
    m_problem->hide();
    addUsers(parsed.ids);
    m_add->clear();
}

void AudiencePage::addUsers(const QStringList& ids)
{
    if (m_set.isEmpty() || ids.isEmpty())
        return;
    startJob(tr("Adding to “%1”").arg(m_set), AudienceJob::Purpose::Add,
        idsSource(m_kind, m_set, ids, false));
}

void AudiencePage::paste()
{
    auto* dialog = new PasteDialog(addManyTitle(m_kind, m_set), m_theme.monospace(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PasteDialog::chosen, this, &AudiencePage::addUsers);
    dialog->open();
}

void AudiencePage::removeSelected()
{
    QStringList ids;
    for (const QItemSelectionRange& range : m_memberTable->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            ids += m_members.user(row);
    }
    if (m_set.isEmpty() || ids.isEmpty())
        return;
    startJob(tr("Removing from “%1”").arg(m_set), AudienceJob::Purpose::Remove,
        idsSource(m_kind, m_set, ids, true));
}

void AudiencePage::askToDelete()
{
    if (m_set.isEmpty() || isBusy())
        return;
    const qint64 size = m_members.total();
    auto* question = new QMessageBox(QMessageBox::Question, tr("Delete set"),
        tr("Delete “%1”?").arg(setTitle(m_kind, m_set)), QMessageBox::Cancel, this);
    question->setInformativeText(tr("It has %1.", "members").arg(memberCount(m_kind, size)));
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* yes = question->addButton(tr("Delete"), QMessageBox::AcceptRole);
    connect(yes, &QPushButton::clicked, this, [this, set = m_set] { deleteSet(set); });
    question->open();
}

void AudiencePage::deleteSet(const QString& set)
{
    if (set == m_newSet) {
        m_newSet.clear();
        changed();
        return;
    }
    m_hub.changeAudience(
        {{m_kind, set, {}, true}}, [page = QPointer(this), set](const QString& error, quint64) {
            if (!page)
                return;
            page->m_problem->setText(error);
            page->m_problem->setVisible(!error.isEmpty());
            Q_EMIT page->lastAction(
                error.isEmpty() ? tr("“%1” deleted").arg(set) : tr("not deleted: %1").arg(error));
            page->changed();
        });
}

void AudiencePage::askForName()
{
    auto* ask = new QInputDialog(this);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setWindowTitle(tr("New set"));
    ask->setLabelText(m_kind == AudienceKind::Followers ? tr("Author id, whose followers it holds")
                                                        : tr("Event type, which its users want"));
    connect(ask, &QInputDialog::textValueSelected, this, [this](const QString& typed) {
        const QString name = typed.trimmed();
        const QString problem = audienceNameProblem(setNoun(m_kind), name);
        if (!problem.isEmpty())
            return Q_EMIT lastAction(tr("no new set: %1").arg(problem));
        m_search->clear();
        selectSet(name);
        m_add->setFocus(Qt::OtherFocusReason);
    });
    ask->open();
}

void AudiencePage::askForImport()
{
    auto* dialog = new QFileDialog(this,
        m_kind == AudienceKind::Followers ? tr("Import followers from CSV")
                                          : tr("Import interests from CSV"),
        {}, tr("CSV table (*.csv)") + u";;"_s + tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &AudiencePage::importFile);
    dialog->open();
}

void AudiencePage::importFile(const QString& path)
{
    startJob(tr("Importing %1").arg(QFileInfo(path).fileName()), AudienceJob::Purpose::Import,
        importSource(m_kind, path));
}

void AudiencePage::askForDemo()
{
    const bool inMemory = m_status.broker.kind == u"memory"_s;
    const int users = m_connections >= quint64(DemoGraphPlan::LeastUsers)
        ? int(std::min<quint64>(m_connections, DemoGraphPlan::MostUsers))
        : DemoGraphPlan().users;
    auto* dialog = new DemoDialog(users, inMemory ? MemorySets::MaxMembers : 0, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DemoDialog::chosen, this,
        [this, dialog] { generate(dialog->plan(), dialog->withInterests()); });
    dialog->open();
}

void AudiencePage::generate(const DemoGraphPlan& plan, bool withInterests)
{
    startJob(tr("Generating"), AudienceJob::Purpose::Add, demoSource(plan, withInterests));
}

void AudiencePage::askForExport(bool selectedOnly)
{
    QStringList sets = m_sets.names();
    if (selectedOnly) {
        sets.clear();
        for (const QModelIndex& row : m_setTable->selectionModel()->selectedRows())
            sets += m_sets.set(row.row()).name;
    }
    if (sets.isEmpty())
        return;
    auto* dialog = new QFileDialog(this, tr("Export the audience"), {}, tr("CSV table (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(m_kind == AudienceKind::Followers ? u"followers.csv"_s : u"interests.csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, sets](const QString& path) { exportTo(path, sets); });
    dialog->open();
}

void AudiencePage::exportTo(const QString& path, const QStringList& sets)
{
    if (isBusy() || !m_hub.isListening())
        return;
    m_export.start(path, m_kind, sets);
    showJob(tr("Exporting"), 0, false);
    updateTexts();
}

void AudiencePage::cancel()
{
    m_job.cancel();
    m_export.cancel();
}

void AudiencePage::jobProgressed()
{
    if (m_job.isRunning())
        showJob(tr("%1: %2", "what is done, how far").arg(m_job.title(), m_job.text()),
            m_job.done(), false);
}

void AudiencePage::jobFinished()
{
    showJob(
        tr("%1: %2", "what is done, how far").arg(m_job.title(), m_job.text()), 1, m_job.failed());
    Q_EMIT lastAction(m_job.text());
    changed();
}

void AudiencePage::exportFinished(const QString& text, bool failed)
{
    showJob(m_more && !failed
            ? tr("%1; there are more sets than are listed", "what was written").arg(text)
            : text,
        1, failed);
    Q_EMIT lastAction(text);
    updateTexts();
}

void AudiencePage::showJob(const QString& text, double done, bool failed)
{
    m_jobLine->show();
    setLook(*m_jobText, failed ? "bad" : "hint");
    m_jobText->setText(text);
    m_progress->setVisible(isBusy());
    m_progress->setRange(0, done < 0 ? 0 : 1000); // not known how far: it moves
    m_progress->setValue(int(done * 1000));
    m_cancel->setText(isBusy() ? tr("Cancel") : tr("Close"));
}

void AudiencePage::updateTexts()
{
    const bool listening = m_hub.isListening();
    const bool idle = listening && !isBusy();
    const bool inMemory = m_status.broker.kind == u"memory"_s;
    m_kept->setText(inMemory ? tr("In memory: gone when the hub stops.") : tr("Kept in Redis."));
    m_kept->setToolTip(m_kept->text());
    const qint64 sets = m_sets.rowCount();
    const QString setCount = m_kind == AudienceKind::Followers
        ? tr("%1 author(s)", nullptr, format::plural(double(sets)))
        : tr("%1 type(s)", nullptr, format::plural(double(sets)));
    m_setCount->setText(m_more
            ? tr("the first %1: search for others", "sets").arg(setCount.arg(count(sets)))
            : setCount.arg(count(sets)));
    m_memberCard->setTitle(m_set.isEmpty() ? tr("No set selected") : setTitle(m_kind, m_set));
    const qint64 shown = m_members.rowCount();
    const qint64 all = m_members.total();
    QString members
        = shown == all ? memberCount(m_kind, all) : tr("%1 of %2").arg(count(shown), count(all));
    if (m_set == m_newSet && !m_set.isEmpty())
        members = tr("not kept until it has a user");
    m_memberCount->setText(m_set.isEmpty() ? QString() : members);
    for (QPushButton* button : {m_new, m_import, m_generate})
        button->setEnabled(idle);
    m_exportButton->setEnabled(idle && sets > 0);
    const bool hasSet = idle && !m_set.isEmpty();
    m_add->setEnabled(listening && !m_set.isEmpty());
    m_addButton->setEnabled(hasSet && !m_add->text().trimmed().isEmpty());
    m_paste->setEnabled(hasSet);
    m_remove->setEnabled(hasSet && m_memberTable->selectionModel()->hasSelection());
    m_delete->setEnabled(hasSet);
    updateEmptyState();
}

void AudiencePage::updateEmptyState()
{
    const bool empty = m_sets.rowCount() == 0 && m_search->text().isEmpty();
    m_stack->setCurrentIndex(empty ? 1 : 0);
    if (!empty)
        return;
    m_empty->setSecondAction({});
    if (!m_hub.isListening())
        return m_empty->set(
            tr("The hub is not listening"), tr("Start it: the audience is kept by the hub."));
    if (!m_error.isEmpty())
        return m_empty->set(tr("The audience could not be read"), m_error);
    const bool needsToken = !m_hub.options().publishToken.isEmpty();
    const QString demo = isBusy() ? QString() : tr("Generate a demo audience…");
    if (m_kind == AudienceKind::Followers)
        m_empty->set(tr("Nobody follows anybody yet"),
            tr("A fan-out by an author goes to his followers, a selective publish to those of them "
               "who want its type. Your app, or curl, says who they are:"),
            {curlFollowers(m_status, u"42"_s, {u"1"_s, u"2"_s, u"3"_s}, needsToken)}, demo);
    else
        m_empty->set(tr("Nobody wants anything yet"),
            tr("A selective publish goes to those who want its type, wherever they are connected. "
               "Your app, or curl, says what a user wants:"),
            {curlInterests(m_status, u"42"_s, {u"like"_s, u"comment"_s}, needsToken)}, demo);
    if (!isBusy())
        m_empty->setSecondAction(tr("Import CSV…"));
}

QString AudiencePage::jobText() const
{
    return m_jobLine->isHidden() ? QString() : m_jobText->text();
}

QString AudiencePage::countText() const
{
    return m_memberCount->text();
}

QString AudiencePage::titleText() const
{
    return m_memberCard->accessibleName();
}

} // namespace fanlight
