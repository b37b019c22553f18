// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_page.h"

#include "hub/hub_port.h"
#include "load/load_command.h"
#include "load/run_view.h"
#include "load/runs_card.h"
#include "load/scenario_form.h"
#include "load/scenario_yaml.h"
#include "marker_log.h"
#include "save_path.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/elided_button.h"
#include "widgets/key_notes.h"
#include "widgets/label.h"
#include "widgets/segmented.h"

#include <QClipboard>
#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int PageMargin = 16;
constexpr int Spacing = 12;
constexpr int WideFrom = 780; // width of the page from which the scenario stands beside the figures
constexpr int WideChartsFrom = 640; // width of the figures from which charts stand side by side
constexpr int ScenarioWidth = 430; // at most, where they stand beside each other
constexpr double ScenarioShare = 0.47; // of a narrower page
constexpr int RunPadding = 14;
constexpr int ProgressHeight = 8;
constexpr int ProgressSteps = 1000;

const QString ScenarioKey = u"load/scenario"_s;
const QString ThisHubKey = u"load/this-hub"_s;

// Scrolls upwards alone: what is within is as wide as there is room.
QScrollArea* makeScroll(QWidget* content)
{
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return scroll;
}

} // namespace

LoadPage::LoadPage(HubPort& hub, const Theme& theme, UiState& state, const QString& runsFolder,
    RunStore::Form form, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_state(state)
    , m_status(hub.status())
    , m_gate(hub)
    , m_desk(runsFolder, std::move(form))
    , m_grid(new QGridLayout(this))
    , m_tabs(new Segmented({tr("Scenario"), tr("Results")}))
    , m_form(new ScenarioForm(theme))
    , m_view(new RunView(theme))
    , m_runs(new RunsCard(m_desk, theme, state))
    , m_openScenario(new QPushButton(tr("Open YAML…")))
    , m_saveScenario(new QPushButton(tr("Save YAML…")))
    , m_runButton(new QPushButton(tr("Run")))
    , m_saveReport(new ElidedButton(tr("Save report…")))
    , m_copyCommand(new ElidedButton(tr("Copy as command")))
    , m_progressText(makeWrappedLabel("dim"))
    , m_progress(new QProgressBar)
    , m_note(makeWrappedLabel("hint"))
    , m_error(makeWrappedLabel("bad"))
{
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins({});
    column->setSpacing(Spacing);
    column->addWidget(m_view, 1);
    column->addWidget(m_runs);
    m_results = makeScroll(right);
    m_scenarioCard = makeScenario();
    m_runCard = makeRunCard();
    m_grid->setContentsMargins(PageMargin, PageMargin, PageMargin, PageMargin);
    m_grid->setSpacing(Spacing);
    m_tabs->setAccessibleName(tr("What is shown"));
    connect(m_tabs, &Segmented::changed, this, &LoadPage::place);
    place();
    arrange();
    makeShortcuts();

    connect(&hub, &HubPort::statusChanged, this, &LoadPage::takeStatus);
    connect(&m_gate, &AbilityGate::changed, this, [this] {
        updateNote();
        updateButtons();
    });
    connectDesk();
    connect(m_runs, &RunsCard::opened, this, [this] { m_results->ensureVisible(0, 0); });
    connect(m_view, &RunView::enlargedChanged, this, [this](bool enlarged) {
        m_enlarged = enlarged;
        m_results->ensureVisible(0, 0);
        place();
    });
    connect(m_runs, &RunsCard::saveReportRequested, this, &LoadPage::askToSaveReport);
    connect(m_view, &RunView::actionDone, this, &LoadPage::lastAction);
    connect(m_form, &ScenarioForm::edited, this, &LoadPage::formEdited);
    restoreScenario();
    takeStatus(m_status);
    updateButtons();
}

LoadPage::~LoadPage() = default;

void LoadPage::connectDesk()
{
    connect(&m_desk, &LoadDesk::begun, this, &LoadPage::showBegun);
    connect(&m_desk, &LoadDesk::progressed, this, &LoadPage::showProgress);
    connect(&m_desk, &LoadDesk::reportShown, this, &LoadPage::showReport);
    connect(&m_desk, &LoadDesk::stopping, this, &LoadPage::updateButtons);
    connect(&m_desk, &LoadDesk::lastAction, this, &LoadPage::lastAction);
    connect(&m_desk, &LoadDesk::marked, this, &LoadPage::marked);
}

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
    m_scenarioPlace = makeScroll(m_form);
    card->body()->addWidget(m_scenarioPlace, 1);
    return card;
}

Card* LoadPage::makeRunCard()
{
    auto* card = new Card;
    card->setAccessibleName(tr("Run"));
    m_progress->setRange(0, ProgressSteps);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(ProgressHeight);
    m_progress->setAccessibleName(tr("Progress of the test"));
    card->body()->addWidget(m_error);
    card->body()->addWidget(m_note);
    card->body()->addLayout(makeRunLine());
    card->body()->addWidget(m_progressText);
    card->body()->addWidget(m_progress);
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
    connect(m_runButton, &QPushButton::clicked, this,
        [this] { m_desk.isRunning() ? m_desk.stop() : run(); });
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

void LoadPage::makeShortcuts()
{
    const auto key = [this](const QKeySequence& keys, const QString& what, auto run) {
        auto* shortcut = new QShortcut(keys, this);
        explainKey(*shortcut, what);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    m_runButton->setToolTip(tr("Ctrl+R"));
    key(Qt::CTRL | Qt::Key_R, tr("Run or stop the test"),
        [this] { m_desk.isRunning() ? m_desk.stop() : run(); });
    key(QKeySequence::Open, tr("Open a scenario"), [this] { askForScenario(); });
    key(QKeySequence::Save, tr("Save the report"), [this] { askToSaveReport(); });
}

void LoadPage::arrange()
{
    const bool wide = width() >= WideFrom;
    const int scenarioWidth
        = wide ? std::min(ScenarioWidth, int(width() * ScenarioShare)) : QWIDGETSIZE_MAX;
    m_scenarioCard->setMaximumWidth(scenarioWidth);
    m_runCard->setMaximumWidth(wide && !m_enlarged ? scenarioWidth : QWIDGETSIZE_MAX);
    const int resultsWidth
        = width() - 2 * PageMargin - (wide && !m_enlarged ? scenarioWidth + Spacing : 0);
    m_view->setWide(resultsWidth >= WideChartsFrom);
    if (std::exchange(m_wide, wide) != wide)
        place();
}

// Beside each other, or one of them; what runs a test stands beneath the scenario, or both.
void LoadPage::place()
{
    const bool both = m_wide && !m_enlarged;
    const bool results = both || m_enlarged || m_tabs->current() == ResultsTab;
    m_tabs->setVisible(!m_wide && !m_enlarged);
    m_scenarioCard->setVisible(both || !results);
    m_results->setVisible(results);
    m_runs->setHidden(m_enlarged);
    m_grid->addWidget(m_tabs, 0, 0, 1, 2, Qt::AlignLeft);
    m_grid->addWidget(m_scenarioCard, 1, 0, 1, both ? 1 : 2);
    m_grid->addWidget(m_runCard, 2, 0, 1, both ? 1 : 2);
    m_grid->addWidget(m_results, 1, both ? 1 : 0, both ? 2 : 1, both ? 1 : 2);
    m_grid->setColumnStretch(0, both ? 0 : 1);
    m_grid->setColumnStretch(1, both ? 1 : 0);
    m_grid->setRowStretch(1, 1);
    arrange();
}

void LoadPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void LoadPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!std::exchange(m_runsLoaded, true))
        m_desk.runs().load();
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

void LoadPage::updateNote()
{
    if (!isVisible())
        return;
    QStringList notes = m_file.notes();
    if (m_form->isThisHub() && m_gate.isOwn() && m_form->problem().isEmpty())
        notes << m_desk.descriptorNote(m_form->scenario());
    notes.removeAll(QString());
    showLine(*m_note, notes.join(u'\n'));
    // Their fields may be out of sight.
    QStringList errors{m_file.error(), m_form->problem(), blockedReason()};
    errors.removeAll(QString());
    showLine(*m_error, errors.join(u'\n'));
}

void LoadPage::askForScenario()
{
    if (m_desk.isRunning())
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
    if (const auto scenario = m_file.open(path)) {
        const QString& target = scenario->target;
        m_form->setScenario(*scenario, target == m_status.url || target == m_status.localhostUrl);
        Q_EMIT lastAction(tr("opened %1").arg(QFileInfo(path).fileName()));
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
    Q_EMIT lastAction(ScenarioFile::save(path, m_form->scenario()));
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

void LoadPage::follow(MarkerLog& markers)
{
    const auto show = [this, &markers] { m_view->setMarkers(markers.markers()); };
    connect(&markers, &MarkerLog::changed, this, show);
    connect(
        this, &LoadPage::marked, &markers, [&markers](const QString& text) { markers.add(text); });
    connect(m_view, &RunView::noteWritten, &markers, &MarkerLog::addNote);
    show();
}

void LoadPage::run()
{
    if (!m_form->problem().isEmpty() || !blockedReason().isEmpty())
        return;
    const bool ofThisHub = m_form->isThisHub();
    // The hub's own secret goes to no other. A certificate of a hub elsewhere is a file there.
    m_desk.run(m_form->scenario(), ofThisHub, ofThisHub ? m_hub.ownToken() : QString(),
        ofThisHub && m_gate.isOwn() ? m_hub.options().tlsCert : QString());
}

void LoadPage::showBegun()
{
    m_file.forgetError();
    m_tabs->setCurrent(ResultsTab); // what is seen where there is no room for both
    m_form->setRunning(true);
    m_view->begin(QDateTime::currentMSecsSinceEpoch());
    m_progress->setValue(0);
    m_progress->show();
    showLine(*m_progressText, m_desk.progressText({}));
    updateNote();
    updateButtons();
}

void LoadPage::showProgress(const LoadProgress& progress)
{
    m_view->showProgress(progress);
    if (!isVisible())
        return;
    const bool isPhase = progress.stage == LoadProgress::Stage::Running;
    m_form->setElapsed(isPhase ? progress.phase : -1, progress.elapsed);
    const double whole = double((progress.elapsed + progress.left).count());
    m_progress->setValue(
        whole > 0 ? int(ProgressSteps * double(progress.elapsed.count()) / whole) : 0);
    showLine(*m_progressText, m_desk.progressText(progress));
}

// Of a test that is over, or of a run that was kept.
void LoadPage::showReport()
{
    m_form->setRunning(false);
    m_progress->hide();
    showLine(*m_progressText, {});
    m_view->showReport(*m_desk.report());
    updateButtons();
}

// Clients of a test connect by themselves, and what they are sent is published in this window's
// name: whose hub it is asked, and no other.
QString LoadPage::blockedReason() const
{
    return m_form->isThisHub() ? m_gate.blocked(HubPort::Ability::Publish) : QString();
}

void LoadPage::updateButtons()
{
    const bool running = m_desk.isRunning();
    m_runButton->setVisible(
        running || !m_form->isThisHub() || m_gate.isOffered(HubPort::Ability::Publish));
    m_runButton->setText(running ? tr("Stop") : tr("Run"));
    m_runButton->setEnabled(
        running ? !m_desk.isStopping() : m_form->problem().isEmpty() && blockedReason().isEmpty());
    m_openScenario->setEnabled(!running);
    m_saveScenario->setEnabled(m_form->isReadable());
    m_copyCommand->setEnabled(m_form->problem().isEmpty());
    m_saveReport->setEnabled(m_desk.report().has_value());
}

// ---- reports

void LoadPage::askToSaveReport()
{
    if (!m_desk.report())
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
    connect(dialog, &QFileDialog::fileSelected, &m_desk, &LoadDesk::saveReport);
    dialog->open();
}

RunModel* LoadPage::model() const
{
    return m_runs->model();
}

RowTable* LoadPage::table() const
{
    return m_runs->table();
}

EmptyState* LoadPage::emptyState() const
{
    return m_runs->emptyState();
}

QPushButton* LoadPage::compareButton() const
{
    return m_runs->compareButton();
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
    m_desk.setFreeFiles(std::move(freeFiles));
    updateNote();
}

} // namespace fanlight
