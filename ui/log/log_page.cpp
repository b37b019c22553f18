// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/log_page.h"

#include "format.h"
#include "hub/hub_port.h"
#include "hub/log.h"
#include "log/log_delegate.h"
#include "log/log_detail.h"
#include "log/log_export.h"
#include "log/log_model.h"
#include "log/log_parts_menu.h"
#include "settings/quantity.h"
#include "theme/theme.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/content_columns.h"
#include "widgets/empty_state.h"
#include "widgets/end_follower.h"
#include "widgets/filter_line.h"
#include "widgets/flow_layout.h"
#include "widgets/key_notes.h"
#include "widgets/label.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace fanlight {
namespace {

constexpr int RowHeight = 26;
constexpr int LeastLetters = 50; // of the message that are seen
constexpr std::array Levels{QtDebugMsg, QtInfoMsg, QtWarningMsg, QtCriticalMsg};
constexpr int FirstLevel = 1; // info
constexpr int LastLevel = int(Levels.size()) - 1;
const QString LevelKey = QStringLiteral("log/level");
const QString HiddenKey = QStringLiteral("log/hidden-categories");
const QString OnlyMatchesKey = QStringLiteral("log/only-matches");
const QString HeaderKey = QStringLiteral("log/columns");
const QString SplitterKey = QStringLiteral("log/splitter");

using Writer = QString (*)(QIODevice&, const std::vector<LogLine>&);
TableExport::Content contentOf(const LogModel& model, Writer write)
{
    auto lines = std::make_shared<const std::vector<LogLine>>(model.shownLines());
    const QString count = format::count(double(lines->size()));
    return {[lines, write](QIODevice& device) { return write(device, *lines); },
        LogPage::tr("%1 line(s)", nullptr, format::plural(double(lines->size()))).arg(count)};
}

} // namespace

LogPage::LogPage(
    const LogRing& ring, const HubPort& hub, const Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_state(state)
    , m_model(new LogModel(ring, theme, this))
    , m_delegate(new LogDelegate(theme, this))
    , m_table(new RowTable)
    , m_detail(new LogDetail(theme))
    , m_empty(new EmptyState(theme))
    , m_rows(new QStackedWidget)
    , m_level(new Segmented({tr("Debug"), tr("Info"), tr("Warning"), tr("Error")}))
    , m_search(new QLineEdit)
    , m_onlyMatches(new QCheckBox(tr("Only &matches")))
    , m_categories(new QPushButton(tr("Parts: all")))
    , m_categoryMenu(new LogPartsMenu(*m_model, m_categories))
    , m_pause(new QPushButton(tr("&Pause")))
    , m_clear(new QPushButton(tr("C&lear")))
    , m_export(new QPushButton(tr("Export")))
    , m_hubLevel(new QComboBox)
    , m_count(new QLabel)
    , m_found(new QLabel)
    , m_levelHint(new QLabel)
    , m_file(new QLabel)
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_textExport(
          tr("Export the log"), QStringLiteral("fanlight.log"),
          [this] { return contentOf(*m_model, writeLogText); }, this, tr("Log (*.log)"))
    , m_csvExport(
          tr("Export the log"), QStringLiteral("fanlight-log.csv"),
          [this] { return contentOf(*m_model, writeLogCsv); }, this)
{
    m_splitter->addWidget(makeTable(theme));
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({520, 150});
    m_splitter->setCollapsible(0, false);
    m_detail->setMinimumHeight(90);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(makeToolLines());
    column->addWidget(m_splitter, 1);
    column->addWidget(m_file);
    m_timer.setInterval(PullInterval);
    connect(&m_timer, &QTimer::timeout, this, &LogPage::pull);
    connect(m_detail, &LogDetail::showConnection, this, &LogPage::showConnection);
    connect(m_detail, &LogDetail::showMessage, this, &LogPage::showMessage);
    connect(m_detail, &LogDetail::followRequested, this, &LogPage::followRequested);
    connect(m_detail, &LogDetail::showUser, this, &LogPage::showUser);
    connect(m_empty, &EmptyState::actionRequested, this, &LogPage::showAll);
    connect(&m_textExport, &TableExport::done, this, &LogPage::lastAction);
    connect(&m_csvExport, &TableExport::done, this, &LogPage::lastAction);
    connect(&hub, &HubPort::optionsChanged, this, [this] {
        takeHubLevel();
        updateFile();
    });
    connect(&hub, &HubPort::statusChanged, this, [this] {
        takeHubLevel();
        updateFile();
    });
    connect(&hub, &HubPort::startedOver, this, [this] {
        m_model->clear();
        pull();
    });
    makeShortcuts();
    restoreState();
    takeHubLevel();
    updateFile();
    updateCount();
}

LogPage::~LogPage() = default;

QBoxLayout* LogPage::makeToolLines()
{
    m_level->setAccessibleName(tr("Shown, from this level up"));
    m_level->setToolTip(tr("Which of the recorded lines are shown: these and what is graver."));
    m_level->setCurrent(std::clamp(m_state.value(LevelKey, FirstLevel).toInt(), 0, LastLevel));
    m_model->setLeastLevel(Levels.at(std::size_t(m_level->current())));
    connect(m_level, &Segmented::changed, this, [this](int index) {
        keepPlace([this, index] { m_model->setLeastLevel(Levels.at(std::size_t(index))); });
        m_state.setValue(LevelKey, index);
        updateLevelHint();
    });
    m_categories->setMenu(m_categoryMenu);
    m_categories->setToolTip(tr("Which parts of the program are shown, with their lines."));
    connect(m_categoryMenu, &LogPartsMenu::hiddenChanged, this, &LogPage::hideCategories);
    m_search->setPlaceholderText(tr("Search the messages"));
    m_search->setAccessibleName(tr("Search the log"));
    m_search->setToolTip(tr(
        "Plain text, case does not count. Enter goes to the next, Shift+Enter to the one before."));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(140);
    m_search->setMaximumWidth(300);
    connect(m_search, &QLineEdit::textChanged, this, &LogPage::searchEdited);
    m_onlyMatches->setToolTip(
        tr("Hides the lines that do not match; otherwise matches are marked."));
    connect(m_onlyMatches, &QCheckBox::toggled, this, [this](bool on) {
        m_state.setValue(OnlyMatchesKey, on);
        searchEdited();
    });
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Holds the lines; the recording goes on."));
    connect(m_pause, &QPushButton::toggled, this, [this](bool paused) {
        m_pause->setText(paused ? tr("&Resume") : tr("&Pause"));
        m_model->pull(); // what came until now is before the pause
        keepPlace([this, paused] { m_model->setHeld(paused); });
    });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_model->pull();
        m_model->clear();
        m_detail->clear();
        updateCount();
    });
    auto* formats = new QMenu(m_export);
    formats->addAction(tr("As &text…"), &m_textExport, &TableExport::askWhere);
    formats->addAction(tr("As &CSV…"), &m_csvExport, &TableExport::askWhere);
    m_export->setMenu(formats);
    m_export->setToolTip(tr("Saves the shown lines."));
    for (const char* name : {"debug", "info", "warning", "error"})
        m_hubLevel->addItem(QString::fromLatin1(name));
    m_hubLevel->setAccessibleName(tr("Recorded, from this level up"));
    m_hubLevel->setToolTip(tr("From which level on lines are made at all, here, on stderr and in "
                              "the log file; until the program ends. Settings has it for the next "
                              "start, too."));
    connect(m_hubLevel, &QComboBox::textActivated, this, [this](const QString& name) {
        LogSink::setLevel(name);
        updateLevelHint();
        Q_EMIT lastAction(tr("lines are recorded from %1 up").arg(name));
    });
    setLook(*m_count, "hint");
    setLook(*m_found, "hint");
    setLook(*m_levelHint, "hint");
    setLook(*m_file, "hint");
    m_file->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_file->setWordWrap(true);
    auto* shownLabel = makeLabel(tr("Show from"), "hint");
    shownLabel->setBuddy(m_level);
    auto* hubLevelLabel = makeLabel(tr("Record from"), "hint");
    hubLevelLabel->setBuddy(m_hubLevel);

    auto* first = new FlowLayout(10, 8);
    first->addWidget(m_search);
    first->setGrowing(m_search);
    first->addWidget(m_onlyMatches);
    first->addWidget(m_found);
    first->addStretch();
    first->addWidget(m_pause);
    first->addWidget(m_clear);
    first->addWidget(m_export);
    auto* second = new FlowLayout(10, 8);
    second->addTogether(shownLabel, m_level);
    second->addWidget(m_categories);
    second->addWidget(m_count);
    second->addStretch();
    second->addWidget(m_levelHint);
    second->addTogether(hubLevelLabel, m_hubLevel);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(8);
    lines->addLayout(first);
    lines->addLayout(second);
    return lines;
}

QWidget* LogPage::makeTable(const Theme& theme)
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    m_table->setAccessibleName(tr("Log"));
    m_table->verticalHeader()->setDefaultSectionSize(RowHeight);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSortIndicatorShown(false); // always in the order they came
    header->setSectionsClickable(false);
    // With its day a time is longer.
    (new ContentColumns(*m_table,
         {{QStringLiteral("00:00:00.000"), theme.monospace(), 24},
             {QStringLiteral("warning"), font()},
             {QStringLiteral("fanlight.publish"), theme.monospace(), 30},
             {QString(LeastLetters, QLatin1Char('x')), font()}},
         LogModel::Text))
        ->keepIn(m_state, HeaderKey);
    m_endFollower = std::make_unique<EndFollower>(*m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &LogPage::followSelection);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint& where) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("&Copy\tCtrl+C"), m_table, &RowTable::copySelection);
        addWays(*menu);
        menu->addSeparator();
        m_table->addColumnMenu(*menu);
        menu->popup(m_table->viewport()->mapToGlobal(where));
    });
    auto* card = new Card;
    card->setAccessibleName(tr("Log"));
    card->layout()->setContentsMargins(7, 3, 7, 7);
    m_rows->addWidget(m_table);
    m_rows->addWidget(m_empty);
    card->body()->addWidget(m_rows);
    card->setMinimumHeight(120);
    return card;
}

// To what the selected line names.
void LogPage::addWays(QMenu& menu)
{
    const LogNames names = m_table->currentIndex().isValid() ? m_detail->names() : LogNames();
    if (!names.connection.isEmpty())
        menu.addAction(tr("Show connection %1").arg(names.connection), this,
            [this, id = names.connection] { Q_EMIT showConnection(id); });
    if (!names.event.isEmpty()) {
        menu.addAction(tr("Follow the notification\tCtrl+L"), this, &LogPage::followNamed);
        menu.addAction(
            tr("Show message"), this, [this, id = names.event] { Q_EMIT showMessage(id); });
    }
    if (!names.user.isEmpty())
        menu.addAction(tr("Show user"), this, [this, id = names.user] { Q_EMIT showUser(id); });
}

void LogPage::followNamed()
{
    const QString event = m_detail->names().event;
    if (event.isEmpty())
        Q_EMIT lastAction(tr("this line names no notification"));
    else
        Q_EMIT followRequested(event);
}

void LogPage::makeShortcuts()
{
    auto* const follow = new QShortcut(
        Qt::CTRL | Qt::Key_L, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    explainKey(*follow, tr("Follow the notification that the line names"));
    connect(follow, &QShortcut::activated, this, &LogPage::followNamed);
    addFindShortcut(*this, *m_search);
    addClearShortcut(*m_search);
    const auto add = [this](const QKeySequence& key, QWidget* on, Qt::ShortcutContext context,
                         int direction) {
        auto* const shortcut = new QShortcut(key, on, nullptr, nullptr, context);
        explainKey(*shortcut, direction > 0 ? tr("Next match") : tr("Match before"));
        connect(shortcut, &QShortcut::activated, this, [this, direction] { step(direction); });
    };
    add(Qt::Key_Return, m_search, Qt::WidgetShortcut, 1);
    add(Qt::SHIFT | Qt::Key_Return, m_search, Qt::WidgetShortcut, -1);
    add(Qt::Key_F3, this, Qt::WidgetWithChildrenShortcut, 1);
    add(Qt::SHIFT | Qt::Key_F3, this, Qt::WidgetWithChildrenShortcut, -1);
}

void LogPage::restoreState()
{
    m_state.track(SplitterKey, m_splitter);
    m_onlyMatches->setChecked(m_state.value(OnlyMatchesKey, false).toBool());
    m_categoryMenu->setHidden(m_state.value(HiddenKey).toStringList());
}

// -- what is shown

void LogPage::hideCategories(const QStringList& hidden)
{
    m_state.setValue(HiddenKey, hidden);
    m_categories->setText(m_categoryMenu->buttonText());
    keepPlace([this, hidden] { m_model->setHiddenCategories(hidden); });
}

void LogPage::searchEdited()
{
    m_delegate->setSearch(m_search->text());
    keepPlace([this] { m_model->setSearch(m_search->text(), m_onlyMatches->isChecked()); });
    m_table->viewport()->update();
}

bool LogPage::step(int direction)
{
    const int rows = m_model->rowCount();
    const QModelIndex current = m_table->currentIndex();
    int row = current.isValid() ? current.row() : direction > 0 ? -1 : 0;
    for (int i = 0; i < rows; ++i) {
        row = (row + direction + rows) % rows;
        if (!m_model->matches(m_model->line(row)))
            continue;
        m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, LogModel::Time));
        return true;
    }
    return false;
}

// Lines that go above do not move what is seen; at the end, the end is followed. What is selected
// stays so.
void LogPage::keepPlace(const std::function<void()>& change)
{
    const int topRow = m_table->topRow();
    const quint64 top = topRow >= 0 && topRow < m_model->rowCount() ? m_model->line(topRow).id : 0;
    const auto selected = m_detail->lineId();
    m_applying = true;
    m_endFollower->setHeld(true);
    change();
    if (m_endFollower->follows())
        m_table->scrollToBottom();
    else if (const int row = m_model->rowOf(top); row >= 0 && row != topRow)
        m_table->setTopRow(row);
    if (selected && !m_table->currentIndex().isValid()) { // the model was made anew
        if (const int row = m_model->rowOf(*selected); row >= 0)
            m_table->selectRow(row);
    }
    m_applying = false;
    m_endFollower->setHeld(false);
    updateCount();
}

void LogPage::followSelection()
{
    if (const QModelIndex current = m_table->currentIndex(); current.isValid() && !m_applying)
        m_detail->show(m_model->line(current.row()));
}

void LogPage::pull()
{
    keepPlace([this] { m_model->pull(); });
}

QString LogPage::countText() const
{
    return m_count->text();
}

QString LogPage::fileText() const
{
    return m_file->text();
}

void LogPage::updateCount()
{
    const auto text = [](quint64 n) { return format::count(double(n)); };
    m_count->setText(
        tr("kept %1, evicted %2, not shown %3")
            .arg(text(m_model->kept()), text(m_model->evicted()), text(m_model->notShown())));
    QStringList kinds{tr("Of each kind the last %1 lines are kept.").arg(text(LogRing::Capacity))};
    for (const LogModel::KindCount& kind : m_model->kinds())
        kinds << tr("%1: kept %2, evicted %3")
                     .arg(LogModel::kindName(kind.kind), text(kind.kept), text(kind.evicted));
    m_count->setToolTip(kinds.join(QLatin1Char('\n')));
    m_count->setAccessibleDescription(m_count->toolTip());
    m_found->setText(
        m_model->search().isEmpty() ? QString() : tr("%1 found").arg(text(m_model->found())));
    m_export->setEnabled(m_model->rowCount() > 0);
    updateEmptyState();
}

void LogPage::updateEmptyState()
{
    const bool isEmpty = m_model->rowCount() == 0;
    m_rows->setCurrentWidget(isEmpty ? static_cast<QWidget*>(m_empty) : m_table);
    if (!isEmpty)
        return;
    if (m_model->kept() == 0)
        m_empty->set(tr("Nothing is logged"), tr("What happens from now on is shown here."));
    else if (m_pause->isChecked() && m_model->notShown() == m_model->heldBack())
        m_empty->set(
            tr("Nothing was logged before the pause"), tr("Resume shows what came since."));
    else
        m_empty->set(tr("No line matches"),
            tr("%1 line(s) are hidden by the level, the parts or the search.", nullptr,
                format::plural(double(m_model->notShown())))
                .arg(format::count(double(m_model->notShown()))),
            {}, tr("Show all lines"));
}

// Whatever hides lines is taken away.
void LogPage::showAll()
{
    m_search->clear();
    m_onlyMatches->setChecked(false);
    m_categoryMenu->setHidden({});
    m_level->setCurrent(0);
}

void LogPage::updateLevelHint()
{
    const int made = m_hubLevel->currentIndex();
    m_levelHint->setVisible(m_level->current() < made);
    const QString level = logLevelName(Levels.at(std::size_t(m_level->current())));
    m_levelHint->setText(
        tr("lines of level %1 are not recorded: see “Record from”", "debug, info").arg(level));
}

void LogPage::updateFile()
{
    const HubOptions& options = m_hub.options();
    m_file->setText(options.logFile.isEmpty()
            ? tr("The log goes to stderr only. Start with --log-file FILE to keep it in a file "
                 "that is rotated.")
            : tr("Log file %1, rotated at %2, %3 kept beside it")
                  .arg(options.logFile, Quantity{Quantity::Kind::Size}.label(options.logFileSize),
                      format::count(options.logFiles)));
}

void LogPage::takeHubLevel()
{
    const QString level = m_hub.options().logLevel;
    if (m_hubLevel->property("of").toString() == level)
        return; // what was chosen here since stays
    m_hubLevel->setProperty("of", level);
    m_hubLevel->setCurrentText(level);
    updateLevelHint();
}

void LogPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    pull();
    m_timer.start();
}

void LogPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

} // namespace fanlight
