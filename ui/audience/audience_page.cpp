// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/audience_page.h"

#include "audience/audience_names.h"
#include "audience/audience_teaching.h"
#include "audience/demo_dialog.h"
#include "audience/paste_dialog.h"
#include "curl_line.h"
#include "delivery/memory_sets.h"
#include "widgets/card.h"
#include "widgets/elided_label.h"
#include "widgets/empty_state.h"
#include "widgets/filter_line.h"
#include "widgets/key_notes.h"
#include "widgets/label.h"
#include "widgets/question.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString KindKey = u"audience/kind"_s;
const QString SplitterKey = u"audience/columns"_s;
constexpr int TitleMargins = 64; // of the card, and between title and count
const QString HeaderKey = u"audience/sets"_s;

} // namespace

AudiencePage::AudiencePage(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_state(state)
    , m_gate(hub)
    , m_editor({[&hub](AudienceKind kind, const QString& contains,
                    const std::function<void(const AudienceSets&)>& done) {
                    hub.requestAudienceSets(kind, contains, done);
                },
          [&hub](AudienceKind kind, const QString& set, const AudienceExport::Answer& answer) {
              hub.requestAudienceMembers(kind, set, answer);
          },
          [&hub](const std::vector<AudienceChange>& changes, const AudienceJob::Answer& answer) {
              hub.changeAudience(changes, answer);
          }})
    , m_kinds(new Segmented({tr("Followers"), tr("Interests")}))
    , m_kept(new ElidedLabel)
    , m_new(new QPushButton(tr("New set…")))
    , m_import(new QPushButton(tr("Import CSV…")))
    , m_generate(new QPushButton(tr("Generate…")))
    , m_exportButton(new QPushButton(tr("Export")))
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
    , m_undo(new QPushButton(tr("Undo")))
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
    m_memberCard->installEventFilter(this);
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
    column->addWidget(m_kept);
    column->addWidget(makeJobLine());
    column->addWidget(m_stack, 1);
    state.track(SplitterKey, m_splitter);

    connect(&m_hub, &HubPort::statusChanged, &m_editor, &AudienceEditor::takeStatus);
    connect(&m_hub, &HubPort::sampled, this, &AudiencePage::takeSample);
    connectEditor();
    makeShortcuts();
    m_kinds->setCurrent(std::clamp(state.value(KindKey, 0).toInt(), 0, 1));
    setKind(m_kinds->current());
    m_editor.takeStatus(hub.status());
    m_gate.show(HubPort::Ability::ChangeAudience,
        std::initializer_list<QWidget*>{m_kinds, m_kept, m_new, m_import, m_generate,
            m_exportButton, m_add, m_addButton, m_paste, m_remove, m_delete});
    connect(&m_gate, &AbilityGate::changed, this, &AudiencePage::takeAbilities);
    takeAbilities();
}

AudiencePage::~AudiencePage() = default;

void AudiencePage::connectEditor()
{
    connect(&m_editor, &AudienceEditor::setShown, this, &AudiencePage::showSelected);
    connect(&m_editor.members(), &QAbstractItemModel::modelAboutToBeReset, this,
        [this] { m_topMember = m_memberTable->topRow(); });
    connect(&m_editor, &AudienceEditor::membersShown, this, // what is looked at stays
        [this] { m_memberTable->setTopRow(std::max(0, m_topMember)); });
    connect(&m_editor, &AudienceEditor::changed, this, &AudiencePage::updateTexts);
    connect(&m_editor, &AudienceEditor::workChanged, this, &AudiencePage::showWork);
    connect(&m_editor, &AudienceEditor::lastAction, this, &AudiencePage::lastAction);
    connect(m_kinds, &Segmented::changed, this, &AudiencePage::setKind);
}

QWidget* AudiencePage::makeToolLine()
{
    m_kinds->setAccessibleName(tr("Kind of sets"));
    setLook(*m_kept, "hint");
    m_kept->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_import->setToolTip(tr("Two columns, set and user; a row of titles is skipped. UTF-8."));
    m_generate->setToolTip(tr("A made-up audience whose users are those of test clients."));
    auto* menu = new QMenu(m_exportButton);
    menu->addAction(tr("Selected sets as &CSV…"), this, [this] { askForExport(true); });
    menu->addAction(tr("&All sets listed as CSV…"), this, [this] { askForExport(false); });
    m_exportButton->setMenu(menu);
    connect(m_new, &QPushButton::clicked, this, &AudiencePage::askForName);
    connect(m_import, &QPushButton::clicked, this, &AudiencePage::askForImport);
    connect(m_generate, &QPushButton::clicked, this, &AudiencePage::askForDemo);
    auto* tools = new QWidget;
    auto* line = new QHBoxLayout(tools);
    line->setContentsMargins({});
    line->setSpacing(10);
    line->addWidget(m_kinds);
    line->addStretch(1);
    for (QPushButton* button : {m_new, m_import, m_generate, m_exportButton})
        line->addWidget(button);
    return tools;
}

Card* AudiencePage::makeSets()
{
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Search sets"));
    connect(m_search, &QLineEdit::textChanged, &m_editor, &AudienceEditor::setSearch);
    m_setTable->setModel(&m_editor.sets());
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
        menu->addAction(tr("Export selected sets as CSV…"), this, [this] { askForExport(true); });
        if (m_delete->isEnabled())
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
    connect(m_filter, &QLineEdit::textChanged, &m_editor, &AudienceEditor::setFilter);
    m_memberTable->setModel(&m_editor.members());
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
        if (m_editor.isBusy())
            m_editor.cancel();
        else
            m_jobLine->hide();
    });
    connect(m_undo, &QPushButton::clicked, &m_editor, &AudienceEditor::undo);
    m_undo->setToolTip(tr("Adds the users back that were removed last"));
    m_jobLine = new QWidget;
    auto* line = new QHBoxLayout(m_jobLine);
    line->setContentsMargins({});
    line->setSpacing(10);
    line->addWidget(m_progress);
    line->addWidget(m_jobText, 1);
    line->addWidget(m_undo);
    line->addWidget(m_cancel);
    m_jobLine->hide();
    return m_jobLine;
}

void AudiencePage::makeShortcuts()
{
    addFindShortcut(*this, *m_search);
    const auto add = [](QWidget* on, const QKeySequence& keys, const QString& what) {
        auto* shortcut = new QShortcut(keys, on, nullptr, nullptr, Qt::WidgetShortcut);
        explainKey(*shortcut, what);
        return shortcut;
    };
    auto* refresh = new QShortcut(QKeySequence::Refresh, this);
    explainKey(*refresh, tr("Read the audience again"));
    connect(refresh, &QShortcut::activated, &m_editor, &AudienceEditor::refresh);
    connect(add(m_memberTable, Qt::Key_Delete, tr("Remove the selected users")),
        &QShortcut::activated, this, &AudiencePage::removeSelected);
    connect(add(m_setTable, Qt::Key_Delete, tr("Delete the selected set")), &QShortcut::activated,
        this, &AudiencePage::askToDelete);
    for (QLineEdit* edit : {m_search, m_filter})
        addClearShortcut(*edit);
    connect(m_empty, &EmptyState::actionRequested, this, &AudiencePage::askForDemo);
    connect(m_empty, &EmptyState::secondActionRequested, this, &AudiencePage::askForImport);
}

void AudiencePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_editor.setSeen(m_gate.isOpen(HubPort::Ability::ChangeAudience));
}

void AudiencePage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_editor.setSeen(false);
}

void AudiencePage::setKind(int kind)
{
    m_state.setValue(KindKey, kind);
    m_search->setPlaceholderText(
        AudienceKind(kind) == AudienceKind::Followers ? tr("Search authors") : tr("Search types"));
    m_editor.setKind(AudienceKind(kind));
}

void AudiencePage::currentSetChanged()
{
    const QModelIndex current = m_setTable->currentIndex();
    if (current.isValid() && !m_editor.isShowing())
        m_editor.select(m_editor.sets().set(current.row()).name);
}

void AudiencePage::showSelected()
{
    if (const int row = m_editor.sets().rowOf(m_editor.set()); row >= 0)
        m_setTable->selectRow(row);
}

void AudiencePage::selectSet(const QString& set)
{
    m_editor.show(set);
    if (!set.isEmpty())
        m_setTable->scrollTo(m_setTable->currentIndex());
}

void AudiencePage::addTyped()
{
    if (m_gate.isOpen(HubPort::Ability::ChangeAudience) && m_editor.addTyped(m_add->text()))
        m_add->clear();
}

void AudiencePage::paste()
{
    QString into = setTitle(m_editor.kind(), shortName(m_editor.set()));
    into[0] = into[0].toLower();
    auto* dialog = new PasteDialog(into, m_theme.monospace(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PasteDialog::chosen, &m_editor, &AudienceEditor::addUsers);
    dialog->open();
}

void AudiencePage::removeSelected()
{
    if (!m_gate.isOpen(HubPort::Ability::ChangeAudience))
        return;
    QStringList ids;
    for (const QItemSelectionRange& range : m_memberTable->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            ids += m_editor.members().user(row);
    }
    m_editor.removeUsers(ids);
}

void AudiencePage::askToDelete()
{
    if (m_editor.set().isEmpty() || m_editor.isBusy()
        || !m_gate.isOpen(HubPort::Ability::ChangeAudience))
        return;
    auto* question
        = new Question(this, tr("Delete set"), tr("Delete “%1”?").arg(m_editor.titleText()));
    question->setFacts({tr("It has %1.").arg(m_editor.membersText(m_editor.members().total()))});
    question->addChoice(tr("&Delete"), Question::Choice::Costly, [this, set = m_editor.set()] {
        if (m_gate.isOpen(HubPort::Ability::ChangeAudience))
            m_editor.deleteSet(set);
    });
    question->open();
}

void AudiencePage::askForName()
{
    if (!m_new->isEnabled())
        return;
    Question* ask = Question::askLine(this, tr("New set"),
        isFollowers() ? tr("Author id, whose followers it holds")
                      : tr("Event type, which its users want"),
        {}, tr("&Create"), [this](const QString& name) {
            m_search->clear();
            selectSet(name);
            m_add->setFocus(Qt::OtherFocusReason);
        });
    ask->setCheck([this](const QString& name) { return m_editor.newSetProblem(name); });
}

void AudiencePage::askForImport()
{
    if (!m_import->isEnabled())
        return;
    auto* dialog = new QFileDialog(this,
        isFollowers() ? tr("Import followers from CSV") : tr("Import interests from CSV"), {},
        tr("CSV table (*.csv);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, &m_editor, &AudienceEditor::importFile);
    dialog->open();
}

void AudiencePage::askForDemo()
{
    if (!m_generate->isEnabled())
        return;
    const int users = m_connections >= quint64(DemoGraphPlan::LeastUsers)
        ? int(std::min<quint64>(m_connections, DemoGraphPlan::MostUsers))
        : DemoGraphPlan().users;
    auto* dialog = new DemoDialog(users, m_editor.isInMemory() ? MemorySets::MaxMembers : 0, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DemoDialog::chosen, this,
        [this, dialog] { m_editor.generate(dialog->plan(), dialog->withInterests()); });
    dialog->open();
}

void AudiencePage::askForExport(bool selectedOnly)
{
    QStringList sets = m_editor.sets().names();
    if (selectedOnly) {
        sets.clear();
        for (const QModelIndex& row : m_setTable->selectionModel()->selectedRows())
            sets += m_editor.sets().set(row.row()).name;
    }
    if (sets.isEmpty())
        return;
    auto* dialog = new QFileDialog(this, tr("Export the audience"), {}, tr("CSV table (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(isFollowers() ? u"followers.csv"_s : u"interests.csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, sets](const QString& path) { m_editor.exportTo(path, sets); });
    dialog->open();
}

void AudiencePage::takeAbilities()
{
    m_editor.setSeen(isVisible() && m_gate.isOpen(HubPort::Ability::ChangeAudience));
    showWork();
    updateTexts();
}

void AudiencePage::showWork()
{
    const AudienceEditor::Work& work = m_editor.work();
    m_jobLine->setHidden(work.text.isEmpty());
    m_undo->setVisible(m_editor.canUndo() && m_gate.isOffered(HubPort::Ability::ChangeAudience));
    m_undo->setEnabled(m_gate.isOpen(HubPort::Ability::ChangeAudience));
    setLook(*m_jobText, work.failed ? "bad" : "hint");
    m_jobText->setText(work.text);
    m_progress->setVisible(m_editor.isBusy());
    m_progress->setRange(0, work.done < 0 ? 0 : 1000); // not known how far: it moves
    m_progress->setValue(int(work.done * 1000));
    m_cancel->setText(m_editor.isBusy() ? tr("Cancel") : tr("Close"));
}

void AudiencePage::updateTexts()
{
    const bool open = m_gate.isOpen(HubPort::Ability::ChangeAudience);
    const bool idle = open && m_editor.isListening() && !m_editor.isBusy();
    const bool hasSet = !m_editor.set().isEmpty();
    m_kept->setText(m_editor.keptText());
    m_setCount->setText(m_editor.setCountText());
    m_memberCount->setText(m_editor.memberCountText());
    updateTitle();
    m_problem->setText(m_editor.problem());
    m_problem->setVisible(!m_editor.problem().isEmpty());
    for (QPushButton* button :
        {m_new, m_import, m_generate, m_empty->actionButton(), m_empty->secondActionButton()})
        button->setEnabled(idle);
    m_exportButton->setEnabled(idle && m_editor.sets().rowCount() > 0);
    m_add->setEnabled(open && m_editor.isListening() && hasSet);
    m_addButton->setEnabled(idle && hasSet && !m_add->text().trimmed().isEmpty());
    m_paste->setEnabled(idle && hasSet);
    m_remove->setEnabled(idle && hasSet && m_memberTable->selectionModel()->hasSelection());
    m_delete->setEnabled(idle && hasSet);
    const bool isOffered = m_gate.isOffered(HubPort::Ability::ChangeAudience);
    m_stack->setCurrentIndex(m_editor.isEmpty() || !isOffered ? 1 : 0);
    if (!isOffered)
        m_empty->setSecondAction({});
    if (!isOffered) // who follows whom is told to those only who may say so
        m_empty->set(tr("The audience is not to be seen here"),
            m_gate.why(HubPort::Ability::ChangeAudience));
    else if (m_editor.isEmpty())
        teachAudience(*m_empty, m_editor, rolesNeedToken(m_hub));
}

// As much of it as there is room for: an id can have 256 bytes.
void AudiencePage::updateTitle()
{
    const QString full = m_editor.set().isEmpty() ? m_editor.titleText() : m_editor.fullTitleText();
    QFont font = m_memberCard->font();
    font.setWeight(QFont::DemiBold);
    const int room = m_memberCard->width() - m_memberCount->sizeHint().width() - TitleMargins;
    m_memberCard->setTitle(QFontMetrics(font).elidedText(full, Qt::ElideMiddle, room));
    m_memberCard->setAccessibleName(full);
    m_memberCard->setToolTip(m_editor.fullTitleText());
}

bool AudiencePage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        updateTitle();
    return QWidget::eventFilter(watched, event);
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
