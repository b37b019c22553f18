// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_page.h"

#include "format.h"
#include "hub/hub.h"
#include "load/compare_dialog.h"
#include "load/load_command.h"
#include "load/load_figures.h"
#include "load/run_model.h"
#include "load/run_view.h"
#include "load/scenario_form.h"
#include "load/scenario_yaml.h"
#include "metrics/process_stats.h"
#include "metrics/whole_file.h"
#include "save_path.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/empty_state.h"
#include "widgets/row_table.h"

#include <QClipboard>
#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>

#include <algorithm>
#include <cmath>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr int PageMargin = 16;
constexpr int Spacing = 12;
constexpr int WideFrom = 900; // width of the page from which the scenario stands beside the figures
constexpr int WideChartsFrom = 640; // width of the figures from which charts stand side by side
constexpr int ScenarioWidth = 430;
constexpr int RunPadding = 14;
constexpr int ProgressHeight = 8;
constexpr int ProgressSteps = 1000;
constexpr int MostRowsShown = 6; // of more the table scrolls
constexpr int TableSlack = 6; // its frame
constexpr int EmptyHeight = 100;
constexpr int FilesPerClient = 2; // both ends of a connection are in this process

const QString ScenarioKey = u"load/scenario"_s;
const QString ThisHubKey = u"load/this-hub"_s;
const QString HeaderKey = u"load/runs"_s;

double freeFilesOfThisProcess()
{
    return double(process_stats::fileLimit().soft) - process_stats::openFiles().value_or(Unknown);
}

QByteArray reportAs(const LoadReport& report, const QString& suffix)
{
    if (suffix == "html"_L1 || suffix == "htm"_L1)
        return toHtml(report);
    return suffix == "json"_L1 ? toJson(report) : toCsv(report);
}

QLabel* makeLabel(const char* look)
{
    auto* label = new QLabel;
    setLook(*label, look);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

void showLine(QLabel& label, const QString& text)
{
    label.setText(text);
    label.setVisible(!text.isEmpty());
}

} // namespace

LoadPage::LoadPage(Hub& hub, const Theme& theme, UiState& state, const QString& runsFolder,
    RunStore::Form form, QWidget* parent)
    : QScrollArea(parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_state(state)
    , m_status(hub.status())
    , m_runner{
          [this](const LoadScenario& scenario) { m_run.start(scenario); }, [this] { m_run.stop(); }}
    , m_store(runsFolder, std::move(form))
    , m_freeFiles(freeFilesOfThisProcess)
    , m_content(new QWidget)
    , m_grid(new QGridLayout(m_content))
    , m_right(new QWidget)
    , m_form(new ScenarioForm(theme))
    , m_view(new RunView(theme))
    , m_model(new RunModel(m_store, theme, this))
    , m_table(new RowTable)
    , m_empty(new EmptyState(theme))
    , m_stack(new QStackedWidget)
    , m_runsHint(makeLabel("hint"))
    , m_runsProblem(makeLabel("bad"))
    , m_openScenario(new QPushButton(tr("Open Artillery YAML…")))
    , m_saveScenario(new QPushButton(tr("Save as YAML…")))
    , m_runButton(new QPushButton(tr("Run")))
    , m_saveReport(new QPushButton(tr("Save report…")))
    , m_copyCommand(new QPushButton(tr("Copy as command")))
    , m_open(new QPushButton(tr("Open")))
    , m_compare(new QPushButton(tr("Compare")))
    , m_delete(new QPushButton(tr("Delete")))
    , m_progressText(makeLabel("dim"))
    , m_progress(new QProgressBar)
    , m_note(makeLabel("hint"))
    , m_error(makeLabel("bad"))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scenarioCard = makeScenario();
    auto* right = new QVBoxLayout(m_right);
    right->setContentsMargins({});
    right->setSpacing(Spacing);
    right->addWidget(m_view, 1);
    right->addWidget(makeRuns(state));
    m_grid->setContentsMargins(PageMargin, PageMargin, PageMargin, PageMargin);
    m_grid->setSpacing(Spacing);
    setWidget(m_content);
    arrange();
    makeShortcuts();

    connect(&hub, &Hub::statusChanged, this, &LoadPage::takeStatus);
    connect(&m_run, &LoadRun::progressed, this, &LoadPage::showProgress);
    connect(&m_run, &LoadRun::finished, this, &LoadPage::showReport);
    connect(m_view, &RunView::actionDone, this, &LoadPage::lastAction);
    connect(m_form, &ScenarioForm::edited, this, &LoadPage::formEdited);
    connect(&m_store, &RunStore::changed, this, &LoadPage::runsChanged);
    restoreScenario();
    takeStatus(m_status);
    runsChanged();
}

LoadPage::~LoadPage() = default;

// ---- what it is made of

Card* LoadPage::makeScenario()
{
    auto* card = new Card(tr("Scenario"));
    for (QPushButton* button : {m_openScenario, m_saveScenario}) {
        setLook(*button, "small");
        card->titleLine()->addWidget(button);
    }
    m_openScenario->setToolTip(
        tr("A test script of Artillery; what it says that is not known is named (Ctrl+O)"));
    connect(m_openScenario, &QPushButton::clicked, this, &LoadPage::askForScenario);
    connect(m_saveScenario, &QPushButton::clicked, this, &LoadPage::askToSaveScenario);
    m_progress->setRange(0, ProgressSteps);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(ProgressHeight);
    m_progress->setAccessibleName(tr("Progress of the test"));
    card->body()->addWidget(m_form);
    card->body()->addWidget(m_error);
    card->body()->addWidget(m_note);
    card->body()->addLayout(makeRunLine());
    card->body()->addWidget(m_progressText);
    card->body()->addWidget(m_progress);
    card->body()->addStretch(1);
    for (QWidget* one : {static_cast<QWidget*>(m_error), static_cast<QWidget*>(m_note),
             static_cast<QWidget*>(m_progressText), static_cast<QWidget*>(m_progress)})
        one->hide();
    return card;
}

QLayout* LoadPage::makeRunLine()
{
    setLook(*m_runButton, "primary");
    m_runButton->setMinimumWidth(m_runButton->fontMetrics().horizontalAdvance(tr("Stop"))
        + 2 * RunPadding); // it does not jump
    m_copyCommand->setToolTip(
        tr("The line of fanlight-load that runs the same, for a terminal or for CI"));
    connect(m_runButton, &QPushButton::clicked, this, [this] { m_running ? stop() : run(); });
    connect(m_saveReport, &QPushButton::clicked, this, &LoadPage::askToSaveReport);
    connect(m_copyCommand, &QPushButton::clicked, this, &LoadPage::copyCommand);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_runButton);
    line->addWidget(m_saveReport);
    line->addWidget(m_copyCommand);
    line->addStretch();
    return line;
}

Card* LoadPage::makeRuns(UiState& state)
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Runs"));
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSortIndicatorShown(false);
    const QFont figures = m_theme.tabular();
    m_table->fitColumn(RunModel::When, u"today 13:41"_s, figures);
    m_table->fitColumn(RunModel::Mode, u"127.0.0.1:8080"_s, font());
    m_table->fitColumn(RunModel::Clients, u"10,000"_s, figures);
    m_table->fitColumn(RunModel::Events, u"51,200"_s, figures);
    for (const int column : {RunModel::P50, RunModel::P95, RunModel::P99, RunModel::Lost})
        m_table->fitColumn(column, u"1,000"_s, figures);
    header->setSectionResizeMode(RunModel::Name, QHeaderView::Stretch);
    header->setSectionHidden(RunModel::When, true); // its header's menu shows it
    state.track(HeaderKey, header);
    connect(
        m_table, &QTableView::activated, this, [this] { openSelected(); }); // Enter, a double click
    connect(m_table, &QWidget::customContextMenuRequested, this, &LoadPage::showRunMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &LoadPage::updateButtons);
    connect(new QShortcut(Qt::Key_Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut),
        &QShortcut::activated, this, &LoadPage::deleteSelected);
    connect(m_open, &QPushButton::clicked, this, [this] { openSelected(); });
    connect(m_compare, &QPushButton::clicked, this, &LoadPage::compareSelected);
    connect(m_delete, &QPushButton::clicked, this, &LoadPage::deleteSelected);
    m_empty->set(tr("No test was run yet"),
        tr("Run the scenario at the left: clients connect to the target as its phases say, every "
           "event is followed from its publish to "
           "each of them, and what is lost, comes twice or late is counted. The last %1 runs are "
           "kept here, to be named and compared.")
            .arg(RunStore::MostRuns));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);

    auto* card = new Card(tr("Runs"));
    m_runsHint->setWordWrap(false);
    card->titleLine()->insertWidget(1, m_runsHint);
    for (QPushButton* button : {m_open, m_compare, m_delete}) {
        setLook(*button, "small");
        card->titleLine()->addWidget(button);
    }
    card->body()->addWidget(m_runsProblem);
    card->body()->addWidget(m_stack);
    return card;
}

void LoadPage::makeShortcuts()
{
    const auto key = [this](const QKeySequence& keys, auto run) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, run);
    };
    m_runButton->setToolTip(tr("Ctrl+R"));
    key(Qt::CTRL | Qt::Key_R, [this] { m_running ? stop() : run(); });
    key(QKeySequence::Open, [this] { askForScenario(); });
    key(QKeySequence::Save, [this] { askToSaveReport(); });
}

void LoadPage::arrange()
{
    const bool wide = viewport()->width() >= WideFrom;
    const int columns = wide ? 2 : 1;
    const int rightWidth
        = viewport()->width() - 2 * PageMargin - (wide ? ScenarioWidth + Spacing : 0);
    m_view->setWide(rightWidth >= WideChartsFrom);
    if (columns == m_columns)
        return;
    m_columns = columns;
    m_scenarioCard->setMinimumWidth(wide ? ScenarioWidth : 0);
    m_scenarioCard->setMaximumWidth(wide ? ScenarioWidth : QWIDGETSIZE_MAX);
    m_grid->addWidget(m_scenarioCard, 0, 0);
    m_grid->addWidget(m_right, wide ? 0 : 1, wide ? 1 : 0);
    m_grid->setColumnStretch(0, wide ? 0 : 1);
    m_grid->setColumnStretch(1, wide ? 1 : 0);
}

void LoadPage::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void LoadPage::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    if (!std::exchange(m_runsLoaded, true))
        m_store.load();
    updateNote();
}

// ---- the scenario

void LoadPage::takeStatus(const HubStatus& status)
{
    m_status = status;
    m_form->setHubUrl(status.state == HubState::Listening ? status.url : QString());
}

void LoadPage::restoreScenario()
{
    const QByteArray kept = m_state.value(ScenarioKey).toByteArray();
    if (kept.isEmpty())
        return;
    const ScenarioReading reading = readScenario(kept, {});
    if (reading.error.isEmpty() && !reading.scenario.phases.empty())
        m_form->setScenario(reading.scenario, m_state.value(ThisHubKey, true).toBool());
}

void LoadPage::keepScenario()
{
    if (!m_form->isReadable())
        return;
    m_state.setValue(ScenarioKey, writeScenario(m_form->scenario()));
    m_state.setValue(ThisHubKey, m_form->isThisHub());
}

void LoadPage::formEdited()
{
    keepScenario();
    updateNote();
    updateButtons();
}

QString LoadPage::descriptorNote() const
{
    if (!m_form->isThisHub() || !m_form->problem().isEmpty())
        return {};
    const double clients = std::ceil(m_form->scenario().arrivals());
    const double needed = clients * FilesPerClient;
    const double free = m_freeFiles();
    if (!isKnown(free) || needed <= free)
        return {};
    return tr("%1 clients of this hub need %2 descriptors, two each, and %3 are free in this "
              "process: some may be refused. "
              "fanlight-load beside it, or a higher limit (ulimit -n), has room.")
        .arg(format::count(clients), format::count(needed), format::count(free));
}

void LoadPage::updateNote()
{
    if (!isVisible())
        return;
    QStringList notes = m_fileNotes;
    notes << descriptorNote();
    notes.removeAll(QString());
    showLine(*m_note, notes.join(u'\n'));
    showLine(*m_error, m_fileError);
}

void LoadPage::askForScenario()
{
    if (m_running)
        return;
    auto* dialog = new QFileDialog(
        this, tr("Open a scenario"), {}, tr("Artillery scenario (*.yml *.yaml);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &LoadPage::openScenario);
    dialog->open();
}

void LoadPage::openScenario(const QString& path)
{
    QFile file(path);
    m_fileNotes.clear();
    m_fileError.clear();
    ScenarioReading reading;
    if (!file.open(QIODevice::ReadOnly))
        reading.error = file.errorString();
    else if (file.size() > MostScenarioBytes)
        reading.error = tr("more than %1 MiB; that is no scenario").arg(MostScenarioBytes >> 20);
    else
        reading = readScenario(file.readAll(), QFileInfo(path).absolutePath());
    const QString name = QFileInfo(path).fileName();
    if (!reading.error.isEmpty()) {
        m_fileError = tr("%1: %2").arg(name, reading.error);
    } else {
        for (const QString& ignored : reading.ignored)
            m_fileNotes << tr("%1: %2").arg(name, ignored);
        const QString& target = reading.scenario.target;
        m_form->setScenario(
            reading.scenario, target == m_status.url || target == m_status.localhostUrl);
        Q_EMIT lastAction(tr("opened %1").arg(name));
    }
    updateNote();
}

void LoadPage::askToSaveScenario()
{
    const QString path = askSavePath(this, tr("Save the scenario"), u"load-test"_s, u"yml"_s,
        tr("Artillery scenario (*.yml *.yaml)"));
    if (!path.isEmpty())
        saveScenario(path);
}

void LoadPage::saveScenario(const QString& path)
{
    const QString error = writeWholeFile(path, writeScenario(m_form->scenario()));
    Q_EMIT lastAction(error.isEmpty() ? tr("scenario saved to %1").arg(path)
                                      : tr("scenario not saved: %1").arg(error));
}

void LoadPage::copyCommand()
{
    const QString command = loadCommand(m_form->scenario());
    if (command.isEmpty()) {
        Q_EMIT lastAction(tr("this scenario says more than options can: save it as YAML for "
                             "fanlight-load --scenario"));
        askToSaveScenario();
        return;
    }
    QGuiApplication::clipboard()->setText(command);
    Q_EMIT lastAction(tr("copied the fanlight-load command"));
}

// ---- running

void LoadPage::run()
{
    if (m_running || !m_form->problem().isEmpty())
        return;
    m_runScenario = m_form->scenario();
    m_ofThisHub = m_form->isThisHub();
    LoadScenario scenario = m_runScenario;
    // The hub's own secret goes with the requests, not into reports.
    if (const QString token = m_hub.options().publishToken; m_ofThisHub && !token.isEmpty())
        scenario.publishing.headers << u"Authorization: Bearer "_s + token;
    beginRunning();
    m_runner.start(scenario);
}

void LoadPage::beginRunning()
{
    m_running = true;
    m_stopping = false;
    m_report.reset();
    m_fileError.clear();
    m_form->setRunning(true);
    m_view->begin(QDateTime::currentMSecsSinceEpoch());
    m_model->setShown({});
    m_progress->setValue(0);
    m_progress->show();
    showLine(*m_progressText, progressLine({}, m_runScenario.phases.size()));
    updateNote();
    updateButtons();
    Q_EMIT lastAction(tr("load test started"));
    if (m_ofThisHub)
        Q_EMIT marked(tr("load test started"));
}

void LoadPage::stop()
{
    if (!m_running || m_stopping)
        return;
    m_stopping = true;
    m_runner.stop();
    updateButtons();
}

QString LoadPage::progressLine(const LoadProgress& progress, std::size_t phases)
{
    switch (progress.stage) {
    case LoadProgress::Stage::Connecting:
        return tr("Looking at the target…");
    case LoadProgress::Stage::Draining:
        return tr("Waiting for what is on its way…");
    case LoadProgress::Stage::Running:
        break;
    }
    return tr("Phase %1 of %2, %3 left")
        .arg(std::min(progress.phase + 1, int(phases)))
        .arg(phases)
        .arg(format::minutes(progress.left.count()));
}

void LoadPage::showProgress(const LoadProgress& progress)
{
    if (!m_running)
        return;
    m_view->showProgress(progress);
    if (!isVisible())
        return;
    const bool isPhase = progress.stage == LoadProgress::Stage::Running;
    m_form->setElapsed(isPhase ? progress.phase : -1, progress.elapsed);
    const double whole = double((progress.elapsed + progress.left).count());
    m_progress->setValue(
        whole > 0 ? int(ProgressSteps * double(progress.elapsed.count()) / whole) : 0);
    showLine(*m_progressText, progressLine(progress, m_runScenario.phases.size()));
}

void LoadPage::showReport(const LoadReport& report)
{
    LoadReport shown = report;
    if (m_running)
        shown.scenario = m_runScenario;
    m_running = false;
    m_stopping = false;
    m_form->setRunning(false);
    m_progress->hide();
    showLine(*m_progressText, {});
    m_report = shown;
    m_view->showReport(shown);
    const bool isRun = shown.totals.arrived > 0;
    const QString file = isRun ? m_store.add(shown) : QString();
    m_model->setShown(file);
    if (isRun && file.isEmpty())
        showLine(*m_runsProblem,
            tr("%1 runs have names, and no more are kept: this one is not. Save its report, or "
               "delete a run.")
                .arg(RunStore::MostRuns));
    updateButtons();
    Q_EMIT lastAction(shown.failure.isEmpty() ? tr("load test over: %1 events, %2 lost")
                                                    .arg(format::count(double(shown.totals.events)),
                                                        format::count(double(shown.totals.lost)))
                                              : tr("load test: %1").arg(shown.failure));
    if (m_ofThisHub)
        Q_EMIT marked(tr("load test ended"));
}

void LoadPage::updateButtons()
{
    m_runButton->setText(m_running ? tr("Stop") : tr("Run"));
    m_runButton->setEnabled(m_running ? !m_stopping : m_form->problem().isEmpty());
    m_openScenario->setEnabled(!m_running);
    m_saveScenario->setEnabled(m_form->isReadable());
    m_copyCommand->setEnabled(m_form->problem().isEmpty());
    m_saveReport->setEnabled(m_report.has_value());
    const auto selected = selectedRows().size();
    m_open->setEnabled(selected == 1 && !m_running);
    m_compare->setEnabled(selected == 2);
    m_delete->setEnabled(selected > 0);
}

// ---- reports

void LoadPage::askToSaveReport()
{
    if (!m_report)
        return;
    auto* dialog = new QFileDialog(this, tr("Save the report"), {},
        tr("Report to look at (*.html);;Everything (*.json);;Samples (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"html"_s);
    dialog->selectFile(u"load-test.html"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.section(u"*."_s, 1).chopped(1));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &LoadPage::saveReport);
    dialog->open();
}

void LoadPage::saveReport(const QString& path)
{
    if (!m_report)
        return;
    const QString error
        = writeWholeFile(path, reportAs(*m_report, QFileInfo(path).suffix().toLower()));
    Q_EMIT lastAction(error.isEmpty() ? tr("report saved to %1").arg(path)
                                      : tr("report not saved: %1").arg(error));
}

// ---- runs

QList<int> LoadPage::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

void LoadPage::showKept(const LoadReport& report, const QString& file)
{
    if (m_running)
        return;
    m_report = report;
    m_view->showReport(report);
    m_model->setShown(file);
    ensureVisible(0, 0);
    updateButtons();
}

void LoadPage::openSelected(const std::function<void()>& then)
{
    const QList<int> rows = selectedRows();
    if (rows.size() != 1 || m_running)
        return;
    const QString file = m_model->run(rows[0]).file;
    m_store.open(file,
        [page = QPointer(this), file, then](
            const std::optional<LoadReport>& report, const QString& error) {
            if (page && report) {
                page->showKept(*report, file);
                if (then)
                    then();
            } else if (page) {
                Q_EMIT page->lastAction(tr("run not opened: %1").arg(error));
            }
        });
}

// The older one stands at the left.
void LoadPage::compareSelected()
{
    const QList<int> rows = selectedRows();
    if (rows.size() != 2)
        return;
    auto left = std::make_shared<std::optional<LoadReport>>();
    const auto failed
        = [this](const QString& error) { Q_EMIT lastAction(tr("run not opened: %1").arg(error)); };
    m_store.open(m_model->run(rows[1]).file,
        [left](const std::optional<LoadReport>& report, const QString&) { *left = report; });
    m_store.open(m_model->run(rows[0]).file,
        [page = QPointer(this), left, failed](
            const std::optional<LoadReport>& right, const QString& error) {
            if (!page)
                return;
            if (!*left || !right)
                return failed(error);
            auto* dialog = new CompareDialog(**left, *right, page->m_theme, page);
            dialog->show();
        });
}

void LoadPage::deleteSelected()
{
    QStringList files; // rows go as they are deleted
    for (const int row : selectedRows())
        files << m_model->run(row).file;
    for (const QString& file : files)
        m_store.remove(file);
    if (!files.isEmpty())
        Q_EMIT lastAction(
            files.size() == 1 ? tr("run deleted") : tr("%1 runs deleted").arg(files.size()));
}

void LoadPage::showRunMenu(const QPoint& where)
{
    const QList<int> rows = selectedRows();
    if (rows.isEmpty())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open\tEnter"), this, [this] { openSelected(); })
        ->setEnabled(m_open->isEnabled());
    menu->addAction(tr("Compare the two"), this, &LoadPage::compareSelected)
        ->setEnabled(m_compare->isEnabled());
    menu->addAction(
            tr("Save report…"), this, [this] { openSelected([this] { askToSaveReport(); }); })
        ->setEnabled(m_open->isEnabled());
    menu->addAction(tr("Rename\tF2"), this,
        [this, row = rows[0]] { m_table->edit(m_model->index(row, RunModel::Name)); });
    menu->addAction(tr("Copy rows\tCtrl+C"), m_table, &RowTable::copySelection);
    menu->addSeparator();
    menu->addAction(tr("Delete\tDel"), this, &LoadPage::deleteSelected);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

void LoadPage::runsChanged()
{
    const int rows = m_model->rowCount();
    m_stack->setCurrentWidget(rows > 0 ? static_cast<QWidget*>(m_table) : m_empty);
    m_stack->setFixedHeight(rows > 0 ? m_table->horizontalHeader()->sizeHint().height()
                + std::min(rows, MostRowsShown) * m_table->verticalHeader()->defaultSectionSize()
                + TableSlack
                                     : EmptyHeight);
    m_runsHint->setText(rows > 1
            ? tr("select two to compare; %1 of at most %2 kept").arg(rows).arg(RunStore::MostRuns)
            : QString());
    for (QPushButton* button : {m_open, m_compare, m_delete})
        button->setVisible(rows > 0);
    showLine(*m_runsProblem, m_store.problem());
    updateButtons();
}

QString LoadPage::progressText() const
{
    return m_progressText->text();
}

QString LoadPage::noteText() const
{
    return m_error->text() + m_note->text();
}

void LoadPage::setFreeFiles(std::function<double()> freeFiles)
{
    m_freeFiles = std::move(freeFiles);
    updateNote();
}

} // namespace fanlight
