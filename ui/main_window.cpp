// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main_window.h"

#include "csv_export.h"
#include "curl_line.h"
#include "dashboard/dashboard_page.h"
#include "dashboard/first_steps.h"
#include "data_folder.h"
#include "format.h"
#include "hub/hub_port.h"
#include "limits/limits_page.h"
#include "load/load_page.h"
#include "pages.h"
#include "publish/publish_page.h"
#include "redis/redis_page.h"
#include "redis/tap_panel.h"
#include "settings/settings_page.h"
#include "shell/away_banner.h"
#include "shell/failure_banner.h"
#include "shell/context_key.h"
#include "shell/leave_taking.h"
#include "shell/main_menu.h"
#include "shell/option_changes.h"
#include "shell/other_window.h"
#include "shell/page_list.h"
#include "shell/shortcuts_panel.h"
#include "shell/side_rail.h"
#include "shell/status_line.h"
#include "shell/test_clients_panel.h"
#include "shell/top_bar.h"
#include "theme/theme.h"
#include "widgets/field_limit.h"
#include "widgets/icon_button.h"
#include "widgets/pill.h"
#include "widgets/question.h"
#include "widgets/segmented.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDateTime>
#include <QDesktopServices>
#include <QGridLayout>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>

namespace fanlight {
namespace {

constexpr std::chrono::seconds Tick{1};
constexpr QSize FirstSize{1360, 850};
constexpr QSize RoomForFrame{8, 40}; // title and borders, which are not known before it is shown
constexpr QSize LeastSize{860, 520};

const QString GeometryKey = QStringLiteral("window/geometry");
const QString PageKey = QStringLiteral("window/page");
const QString SpanKey = QStringLiteral("window/range");

QStringList spanNames()
{
    QStringList names;
    for (const DashboardPage::Span& span : DashboardPage::spans())
        names << span.name;
    return names;
}

} // namespace

MainWindow::MainWindow(HubPort& hub, Theme& theme, QSettings& settings, const LogRing* log)
    : m_hub(hub)
    , m_theme(theme)
    , m_settings(settings)
    , m_state(settings)
    , m_draft(hub, settings)
    , m_memory(hub)
    , m_demoClients(hub)
    , m_control(
          {[&hub] { return hub.options(); },
              [&hub](const HubOptions& options) { hub.start(options); }, [&hub] { hub.stop(); },
              [&hub](const HubOptions& options, const std::function<void(const QString&)>& done) {
                  hub.changeOptions(options, done);
              },
              [&hub](const HubOptions& options,
                  const std::function<void(const QString&, quint16)>& done) {
                  hub.holdAddress(options, done);
              }},
          FailureBanner::RetryInterval)
    , m_guard(hub, *this,
          {[this] { return m_pages->load().desk().isRunning(); },
              [this] { return m_pages->redis().tap()->isTapping(); },
              [this] { return m_pages->publish().desk().run().isRunning(); }})
{
    setMinimumSize(LeastSize);
    new FieldLimit(this);
    // Before any page is made, so that every page finds the sample in the series when it hears of
    // it.
    connect(&hub, &HubPort::sampled, this, &MainWindow::takeSample);
    connect(&hub, &HubPort::statusChanged, this, &MainWindow::takeStatus);
    buildShell();
    m_pages = new Pages({*m_stack, *m_pageList},
        {m_hub, m_theme, m_settings, m_state, m_draft, m_series, log}, this);
    m_leave = new LeaveTaking(m_control, m_pages->load().desk(), this);
    buildMenu();
    connectShell();
    connectPages();
    connectTestClients();
    connectLeaving();
    restore();
    m_otherWindow->look();
    takeStatus(hub.status());
}

MainWindow::~MainWindow() = default;

void MainWindow::buildShell()
{
    m_topBar = new TopBar(m_theme, spanNames());
    m_topBar->setTraffic(m_state.traffic());
    connect(&m_state.traffic(), &TrafficLayer::changed, this, &MainWindow::showConnections);
    m_rail = new SideRail(m_theme, m_state);
    m_pageList = m_rail->list();
    m_banner = new FailureBanner;
    m_awayBanner = new AwayBanner;
    m_otherWindow = new OtherWindow(data_folder::path() + QStringLiteral("/window.lock"));
    m_stack = new QStackedWidget;
    m_statusLine = new StatusLine(m_theme);

    m_bannerPlace = new QWidget; // so that the margins go with the banner
    auto* bannerLayout = new QVBoxLayout(m_bannerPlace);
    bannerLayout->setContentsMargins(16, 16, 16, 0);
    bannerLayout->addWidget(m_banner);
    bannerLayout->addWidget(m_awayBanner);
    bannerLayout->addWidget(m_otherWindow);
    m_bannerPlace->hide();
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_bannerPlace);
    right->addWidget(m_stack, 1);

    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins({});
    grid->setSpacing(0);
    grid->addWidget(m_topBar, 0, 0, 1, 2);
    grid->addWidget(m_rail, 1, 0);
    grid->addLayout(right, 1, 1);
    grid->addWidget(m_statusLine, 2, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    setCentralWidget(content);
}

void MainWindow::setStart(const HubOptions& options, const OptionOrigins& origins)
{
    m_draft.setStart(options, origins);
}

int MainWindow::addPage(const QString& group, const QString& title, QWidget* page)
{
    return m_pages->add(group, title, page);
}

void MainWindow::showPage(int page)
{
    m_pages->show(page);
}

void MainWindow::buildMenu()
{
    const auto* menu = new MainMenu(
        *this, [this] { return m_pages->titlesInOrder(); }, spanNames);
    m_topBar->setMenu(menu->popup());
    new ContextKey(*this);
    connect(menu, &MainMenu::testClientPanelRequested, this, &MainWindow::showTestClients);
    connect(menu, &MainMenu::foldRequested, m_rail, &SideRail::toggle);
    connect(menu, &MainMenu::shortcutsRequested, this, &MainWindow::showShortcuts);
    connect(menu, &MainMenu::firstStepsRequested, this, [this] {
        dashboard()->firstSteps()->progress().setDismissed(false);
        m_pages->show(icon::Page::Dashboard);
    });
    connect(menu, &MainMenu::exportRequested, this, &MainWindow::exportCsv);
    connect(menu, &MainMenu::startStopRequested, this, &MainWindow::toggleHub);
    connect(menu, &MainMenu::copyCurlRequested, this, &MainWindow::copyCurl);
    connect(menu, &MainMenu::browserPageRequested, this, &MainWindow::openBrowserPage);
    connect(menu, &MainMenu::testClientsRequested, this, &MainWindow::addTestClients);
    connect(menu, &MainMenu::removeTestClientsRequested, &m_demoClients, &DemoClients::removeAll);
    connect(menu, &MainMenu::endFaultsRequested, &m_hub, &HubPort::endFaults);
    connect(menu, &MainMenu::pageRequested, m_pages, &Pages::showAt);
    connect(menu, &MainMenu::spanRequested, m_topBar->ranges(), &Segmented::setCurrent);
    connect(menu, &MainMenu::liveRequested, dashboard(), &DashboardPage::backToLive);
}

void MainWindow::connectShell()
{
    connect(m_topBar, &TopBar::copyCurlRequested, this, &MainWindow::copyCurl);
    connect(m_topBar, &TopBar::exportRequested, this, &MainWindow::exportCsv);
    connect(m_topBar, &TopBar::startStopRequested, this, &MainWindow::toggleHub);
    connect(&m_hub, &HubPort::faultsChanged, m_topBar, &TopBar::setFaults);
    connect(
        m_topBar, &TopBar::faultsRequested, m_pages, [this] { m_pages->show(icon::Page::Faults); });
    connect(m_topBar, &TopBar::backToLiveRequested, dashboard(), &DashboardPage::backToLive);
    connect(m_topBar->ranges(), &Segmented::changed, this, [this](int index) {
        dashboard()->setSpan(index);
        m_state.setValue(SpanKey, index);
    });
    connect(m_banner, &FailureBanner::tryAgainRequested, &m_control, &HubControl::start);
    connect(m_banner, &FailureBanner::otherPortRequested, &m_control, &HubControl::startAt);
    connect(m_banner, &FailureBanner::addressSettingRequested, m_pages, &Pages::showAddress);
    connect(m_awayBanner, &AwayBanner::brokerSettingRequested, m_pages, &Pages::showBroker);
    connect(m_otherWindow, &OtherWindow::changed, this, &MainWindow::arrangeBanners);
    m_changes
        = new OptionChanges({m_control, m_guard, m_draft, m_pages->settings(), m_settings}, this);
    connect(m_changes, &OptionChanges::lastAction, this, &MainWindow::showLastAction);
    connect(m_changes, &OptionChanges::marked, dashboard(), &DashboardPage::addMarker);
    connect(&m_hub, &HubPort::instancesChanged, this, [this](const InstanceSnapshotPtr& snapshot) {
        const auto live = std::count_if(snapshot->rows.begin(), snapshot->rows.end(),
            [&snapshot](const InstanceRow& row) { return !snapshot->isStale(row); });
        m_pages->setInstances(format::count(double(live)));
    });
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_statusLine->setLateness(m_stalls);
        m_otherWindow->look();
        updateAway();
    });
}

void MainWindow::connectPages()
{
    connect(m_pages, &Pages::shown, this, [this](int page) {
        m_topBar->setChartsShown(page == 0); // the range of time is the dashboard's
        m_state.setValue(PageKey, m_pages->title(page));
    });
    connect(m_pages, &Pages::lastAction, this, &MainWindow::showLastAction);
    connect(m_pages, &Pages::applyRequested, m_changes, &OptionChanges::apply);
    connect(m_pages, &Pages::memoryRequested, &m_memory, &MemoryMeasurement::start);
    connect(m_pages, &Pages::testClientsRequested, this, &MainWindow::addTestClients);
    connect(dashboard(), &DashboardPage::zoomChanged, m_topBar, &TopBar::setZoomed);
    connect(&m_memory, &MemoryMeasurement::changed, dashboard(), &DashboardPage::setMeasuring);
    connect(&m_memory, &MemoryMeasurement::changed, &m_pages->limits(), &LimitsPage::setMeasuring);
    connect(&m_memory, &MemoryMeasurement::told, this, &MainWindow::showLastAction);
}

void MainWindow::connectTestClients()
{
    m_testClientsPanel = new TestClientsPanel([this] { return m_demoClients.groups(); }, this);
    connect(m_topBar, &TopBar::testClientsRequested, this, &MainWindow::showTestClients);
    connect(m_testClientsPanel, &TestClientsPanel::addRequested, this,
        [this](int count, const TestClientKind& kind) {
            m_testClientsPanel->showProblem(m_demoClients.add(count, m_control.status().url, kind));
        });
    connect(m_testClientsPanel, &TestClientsPanel::removeRequested, &m_demoClients,
        &DemoClients::remove);
    connect(m_testClientsPanel, &TestClientsPanel::removeAllRequested, &m_demoClients,
        &DemoClients::removeAll);
    connect(&m_demoClients, &DemoClients::connected, this, &MainWindow::showLastAction);
    connect(&m_demoClients, &DemoClients::changed, m_topBar, &TopBar::setTestClients);
    connect(&m_demoClients, &DemoClients::changed, &m_pages->limits(), &LimitsPage::setTestClients);
    connect(&m_demoClients, &DemoClients::changed, m_testClientsPanel, &TestClientsPanel::refresh);
    connect(&m_demoClients, &DemoClients::told, this, [this](const QString& text) {
        dashboard()->markerLog().add(
            text, m_demoClients.wanted() > 0 ? tr("test clients started") : QString());
        showLastAction(text);
    });
}

void MainWindow::connectLeaving()
{
    connect(m_leave, &LeaveTaking::begun, this, [this] { centralWidget()->setEnabled(false); });
    connect(m_leave, &LeaveTaking::cutting, this,
        [this] { setWindowTitle(tr("Fanlight: the load test ends…")); });
    connect(m_leave, &LeaveTaking::draining, this,
        [this] { setWindowTitle(tr("Fanlight: draining…")); });
    connect(m_leave, &LeaveTaking::over, this, &QWidget::close);
}

DashboardPage* MainWindow::dashboard() const
{
    return &m_pages->dashboard();
}

// Beneath the pill, or beneath the menu while there is none.
void MainWindow::showTestClients()
{
    QWidget* pill = m_topBar->demoPill();
    m_testClientsPanel->showBeneath(pill->isVisible() ? *pill : *m_topBar->menuButton());
}

void MainWindow::showShortcuts()
{
    const QWidget& page = m_pages->current();
    ShortcutsPanel::openFor(*this, page.accessibleName(), page);
}

void MainWindow::restore()
{
    resize(FirstSize.boundedTo(screen()->availableSize() - RoomForFrame));
    restoreGeometry(m_state.value(GeometryKey).toByteArray());
    m_topBar->ranges()->setCurrent(m_state.value(SpanKey, DashboardPage::DefaultSpan).toInt());
    const QString title = m_state.value(PageKey).toString();
    m_pages->show(icon::Page::Dashboard);
    m_pages->showNamed(title);
    m_pageList->setFocus();
}

void MainWindow::takeStatus(const HubStatus& status)
{
    m_topBar->setStatus(status);
    if (!m_leave->hasBegun())
        updateTitle(status);
    m_control.takeStatus(status);
    updateBanner(status);
    const bool up = status.state == HubState::Listening || status.state == HubState::Draining;
    m_statusLine->setStartedAt(up ? status.startedAtMs : 0);
    if (status.state == HubState::Listening)
        m_demoClients.follow(status.url);
    if (!up)
        m_topBar->setFaults({}); // they end with the hub
    if (!up || status.broker.kind != QLatin1String("redis"))
        m_pages->setInstances({});
    if (status.state == HubState::Stopped)
        m_leave->hubStopped();
    m_control.startAgain();
}

// So that two windows are told apart in the list of windows.
void MainWindow::updateTitle(const HubStatus& status)
{
    const bool named = status.state == HubState::Listening || status.state == HubState::Draining;
    if (!named)
        setWindowTitle(QStringLiteral("Fanlight"));
    else if (status.instance.isEmpty())
        setWindowTitle(tr("%1 – Fanlight", "address").arg(status.url));
    else
        setWindowTitle(
            tr("%1, %2 – Fanlight", "address, instance").arg(status.url, status.instance));
}

void MainWindow::takeSample(const MetricsSample& sample)
{
    m_series.append(sample);
    showConnections();
    m_topBar->setFileUse(sample.openFiles, sample.fileLimit);
    m_statusLine->setSample(sample);
}

// Of the traffic that is looked at.
void MainWindow::showConnections()
{
    if (const MetricsSample* newest = m_series.newest())
        m_pages->setConnections(
            format::count(double(inLayer(m_state.traffic().current(), *newest).connections)));
}

void MainWindow::updateBanner(const HubStatus& status)
{
    if (status.state == HubState::Failed)
        m_banner->setStatus(status, status.suggestedPort != 0); // it is tried again
    m_banner->setVisible(m_control.hasFailed());
    updateAway();
}

// Once a second while Redis is away, so that the time counts on.
void MainWindow::updateAway()
{
    const HubStatus& status = m_control.status();
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    const bool away = status.state == HubState::Listening && status.broker.awaySinceMs > 0;
    m_topBar->updateBroker(nowMs);
    if (away)
        m_awayBanner->setBroker(status.broker, nowMs);
    m_awayBanner->setVisible(away);
    arrangeBanners();
}

void MainWindow::arrangeBanners()
{
    m_otherWindow->setVisible(m_otherWindow->isThere());
    m_bannerPlace->setVisible(
        !m_awayBanner->isHidden() || !m_banner->isHidden() || !m_otherWindow->isHidden());
}

void MainWindow::toggleHub()
{
    if (m_control.isRunning() && m_control.status().state != HubState::Draining)
        m_guard.ask(LossGuard::Deed::Stop, [this] {
            if (m_control.isRunning())
                m_control.toggle();
        });
    else
        m_control.toggle();
}

void MainWindow::copyCurl()
{
    QGuiApplication::clipboard()->setText(
        curlSubscribe(m_control.status(), QStringLiteral("42"), streamsNeedToken(m_hub.options())));
    showLastAction(tr("copied the curl command"));
}

void MainWindow::openBrowserPage()
{
    const HubStatus& status = m_control.status();
    QDesktopServices::openUrl(
        QUrl(status.localhostUrl.isEmpty() ? status.url : status.localhostUrl));
}

void MainWindow::addTestClients(int count)
{
    const QString error = m_demoClients.add(count, m_control.status().url);
    if (!error.isEmpty())
        Question::tell(this, tr("No test clients"), error);
}

void MainWindow::exportCsv()
{
    if (m_series.isEmpty()) {
        Question::tell(this, tr("Nothing to export"), tr("Nothing was measured yet."));
        return;
    }
    const TimeChart::Range shown = dashboard()->shownRange();
    if (const QString said = runCsvExport(this,
            {m_series, shown.fromMs, shown.toMs, m_control.status().instance,
                m_state.percentiles().chosen(), m_state.traffic().current()});
        !said.isEmpty())
        showLastAction(said);
}

void MainWindow::showLastAction(const QString& text)
{
    m_statusLine->setLastAction(text);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_state.setValue(GeometryKey, saveGeometry());
    if (m_leave->isOver() || m_leave->isIdle()) {
        m_control.retire();
        event->accept();
        Q_EMIT closed();
        return;
    }
    event->ignore();
    if (m_leave->hasBegun())
        return;
    if (qApp->isSavingSession()) // whoever logs out was asked before
        return m_leave->begin();
    m_guard.ask(LossGuard::Deed::Close, [this] { m_leave->begin(); });
}

void MainWindow::closeNow()
{
    m_leave->begin();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    m_rail->fit(width());
}

void MainWindow::updateMeter()
{
    const bool seen = isVisible() && !isMinimized();
    m_stalls.setRunning(seen);
    if (seen)
        m_tick.start(Tick);
    else
        m_tick.stop();
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    updateMeter();
}

void MainWindow::hideEvent(QHideEvent* event)
{
    QMainWindow::hideEvent(event);
    updateMeter();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        updateMeter();
}

} // namespace fanlight
