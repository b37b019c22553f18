// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main_window.h"

#include "audience/audience_page.h"
#include "connections/connections_page.h"
#include "csv_export.h"
#include "curl_line.h"
#include "dashboard/dashboard_page.h"
#include "doctor/doctor_page.h"
#include "faults/faults_page.h"
#include "format.h"
#include "hub/hub.h"
#include "instances/instances_page.h"
#include "limits/limits_page.h"
#include "load/load_page.h"
#include "log/log_page.h"
#include "messages/messages_page.h"
#include "publish/publish_page.h"
#include "redis/redis_page.h"
#include "settings/kept_options.h"
#include "settings/settings_page.h"
#include "shell/away_banner.h"
#include "shell/failure_banner.h"
#include "shell/menu_bar_toggle.h"
#include "shell/page_list.h"
#include "shell/status_line.h"
#include "shell/top_bar.h"
#include "theme/theme.h"
#include "widgets/segmented.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDateTime>
#include <QDesktopServices>
#include <QGridLayout>
#include <QMenuBar>
#include <QMessageBox>
#include <QPointer>
#include <QShortcut>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>

namespace fanlight {
namespace {

constexpr int PageListWidth = 188;
constexpr int TestClientStep = 100;
constexpr std::chrono::seconds Tick{1};
constexpr QSize FirstSize{1360, 850};
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

MainWindow::MainWindow(Hub& hub, Theme& theme, QSettings& settings, const LogRing* log)
    : m_hub(hub)
    , m_theme(theme)
    , m_settings(settings)
    , m_state(settings)
    , m_demoFeed(hub)
{
    setWindowTitle(QStringLiteral("Fanlight"));
    setMinimumSize(LeastSize);
    // Before any page is made, so that every page finds the sample in the series when it hears of
    // it.
    connect(&hub, &Hub::sampled, this, &MainWindow::takeSample);
    connect(&hub, &Hub::statusChanged, this, &MainWindow::takeStatus);
    buildShell();
    buildPages(log);
    buildMenus();
    connectShell();
    restore();
    takeStatus(hub.status());
}

MainWindow::~MainWindow() = default;

void MainWindow::buildShell()
{
    m_topBar = new TopBar(m_theme, spanNames());
    m_pageList = new PageList(m_theme);
    m_banner = new FailureBanner;
    m_awayBanner = new AwayBanner;
    m_pages = new QStackedWidget;
    m_statusLine = new StatusLine(m_theme);

    auto* side = new QFrame;
    setLook(*side, "side-bar");
    side->setFixedWidth(PageListWidth);
    auto* sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(8, 12, 8, 8);
    sideLayout->addWidget(m_pageList);

    m_bannerPlace = new QWidget; // so that the margins go with the banner
    auto* bannerLayout = new QVBoxLayout(m_bannerPlace);
    bannerLayout->setContentsMargins(16, 16, 16, 0);
    bannerLayout->addWidget(m_banner);
    bannerLayout->addWidget(m_awayBanner);
    m_bannerPlace->hide();
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_bannerPlace);
    right->addWidget(m_pages, 1);

    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins({});
    grid->setSpacing(0);
    grid->addWidget(m_topBar, 0, 0, 1, 2);
    grid->addWidget(side, 1, 0);
    grid->addLayout(right, 1, 1);
    grid->addWidget(m_statusLine, 2, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    setCentralWidget(content);
}

void MainWindow::buildPages(const LogRing* log)
{
    m_dashboard = new DashboardPage(m_hub, m_series, m_theme, m_state);
    m_settingsPage = new SettingsPage(m_hub, m_theme, m_settings);
    auto* connections = new ConnectionsPage(m_hub, m_theme, m_state);
    auto* messages = new MessagesPage(m_hub, m_theme, m_state);
    auto* publish = new PublishPage(m_hub, m_theme, m_state);
    addPage({}, tr("Dashboard"), m_dashboard);
    m_connectionsPage = addPage({}, tr("Connections"), connections);
    addPage({}, tr("Messages"), messages);
    const int publishPage = addPage(tr("Send"), tr("Publish"), publish);
    auto* audience = new AudiencePage(m_hub, m_theme, m_state);
    const int audiencePage = addPage(tr("Send"), tr("Audience"), audience);
    connect(audience, &AudiencePage::lastAction, this, &MainWindow::showLastAction);
    auto* load = new LoadPage(m_hub, m_theme, m_state);
    addPage(tr("Send"), tr("Load test"), load);
    connect(load, &LoadPage::lastAction, this, &MainWindow::showLastAction);
    connect(load, &LoadPage::marked, m_dashboard, &DashboardPage::addMarker);
    connect(publish, &PublishPage::audienceRequested, this,
        [this, audiencePage] { showPage(audiencePage); });
    connect(connections, &ConnectionsPage::lastAction, this, &MainWindow::showLastAction);
    connect(publish, &PublishPage::lastAction, this, &MainWindow::showLastAction);
    connect(connections, &ConnectionsPage::sendToUser, this,
        [this, publish, publishPage](const QString& userId) {
            publish->setUser(userId);
            showPage(publishPage);
        });
    connect(messages, &MessagesPage::lastAction, this, &MainWindow::showLastAction);
    connect(messages, &MessagesPage::sendAgain, publish, &PublishPage::sendRequest);
    connect(messages, &MessagesPage::useAsTemplate, this,
        [this, publish, publishPage](const PublishRequest& request) {
            publish->loadRequest(request);
            showPage(publishPage);
        });
    auto* faults = new FaultsPage(m_hub, m_theme, m_state);
    m_faultsPage = addPage(tr("Test"), tr("Faults"), faults);
    connect(faults, &FaultsPage::lastAction, this, &MainWindow::showLastAction);
    auto* doctor = new DoctorPage(m_hub, m_theme, m_state);
    addPage(tr("Test"), tr("Setup doctor"), doctor);
    connect(doctor, &DoctorPage::lastAction, this, &MainWindow::showLastAction);
    auto* instances = new InstancesPage(m_hub, m_theme, m_state);
    auto* redis = new RedisPage(m_hub, m_theme, m_state);
    m_instancesPage = addPage(tr("System"), tr("Instances"), instances);
    addPage(tr("System"), tr("Redis"), redis);
    connect(instances, &InstancesPage::lastAction, this, &MainWindow::showLastAction);
    connect(redis, &RedisPage::lastAction, this, &MainWindow::showLastAction);
    connect(
        instances, &InstancesPage::brokerSettingRequested, this, &MainWindow::showBrokerSetting);
    connect(redis, &RedisPage::brokerSettingRequested, this, &MainWindow::showBrokerSetting);
    m_limits = new LimitsPage(m_hub, m_theme, m_state);
    addPage(tr("System"), tr("Limits"), m_limits);
    connect(m_limits, &LimitsPage::lastAction, this, &MainWindow::showLastAction);
    connect(m_limits, &LimitsPage::testClientsRequested, this, &MainWindow::addTestClients);
    connect(m_limits, &LimitsPage::applyRequested, this, &MainWindow::applyOptions);
    if (log) {
        auto* logPage = new LogPage(*log, m_hub, m_theme, m_state);
        addPage(tr("System"), tr("Log"), logPage);
        connect(logPage, &LogPage::lastAction, this, &MainWindow::showLastAction);
        connect(logPage, &LogPage::showConnection, this, [this, connections](const QString& id) {
            connections->setView(ConnectionsPage::View::Streams);
            connections->setFilter(QStringLiteral("id:") + id);
            showPage(m_connectionsPage);
        });
    }
    m_settingsNumber = addPage(tr("System"), tr("Settings"), m_settingsPage);
    connect(m_settingsPage, &SettingsPage::lastAction, this, &MainWindow::showLastAction);
}

void MainWindow::showBrokerSetting()
{
    showPage(m_settingsNumber);
    m_settingsPage->showBroker();
}

int MainWindow::addPage(const QString& group, const QString& title, QWidget* page)
{
    page->setAccessibleName(title);
    m_pages->addWidget(page);
    return m_pageList->addPage(group, title);
}

void MainWindow::showPage(int page)
{
    m_pageList->setCurrentPage(page);
}

void MainWindow::showPageAt(int place)
{
    if (const QList<int> pages = m_pageList->pagesInOrder(); place < pages.size())
        showPage(pages[place]);
}

void MainWindow::addEntry(
    QMenu& menu, const QString& text, const QKeySequence& shortcut, std::function<void()> action)
{
    QAction* entry = menu.addAction(text);
    entry->setShortcut(shortcut);
    connect(entry, &QAction::triggered, this, [run = std::move(action)] { run(); });
    // A hidden menu bar takes no shortcuts; the window does.
    addAction(entry);
}

void MainWindow::buildMenus()
{
    QMenu& file = *menuBar()->addMenu(tr("&File"));
    addEntry(file, tr("&Export CSV…"), Qt::CTRL | Qt::Key_E, [this] { exportCsv(); });
    file.addSeparator();
    addEntry(file, tr("&Quit"), QKeySequence::Quit, [this] { close(); });

    QMenu& hub = *menuBar()->addMenu(tr("&Hub"));
    addEntry(hub, tr("&Start or stop"), Qt::CTRL | Qt::SHIFT | Qt::Key_S, [this] { toggleHub(); });
    addEntry(
        hub, tr("&Copy curl command"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, [this] { copyCurl(); });
    addEntry(
        hub, tr("Open the &browser page"), Qt::CTRL | Qt::Key_B, [this] { openBrowserPage(); });
    hub.addSeparator();
    addEntry(hub, tr("Start %1 &test clients").arg(TestClientStep), Qt::CTRL | Qt::Key_T,
        [this] { addTestClients(TestClientStep); });
    addEntry(hub, tr("&Remove all test clients"), Qt::CTRL | Qt::SHIFT | Qt::Key_T,
        [this] { removeTestClients(); });
    hub.addSeparator();
    addEntry(hub, tr("&End all faults"), Qt::CTRL | Qt::Key_Period, [this] { m_hub.endFaults(); });

    m_viewMenu = menuBar()->addMenu(tr("&View"));
    connect(m_viewMenu, &QMenu::aboutToShow, this, [this] { buildPageMenu(*m_viewMenu); });
    for (int i = 0; i < 10; ++i) { // Ctrl+0 is the tenth
        auto* shortcut
            = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + (i + 1) % 10)), this);
        connect(shortcut, &QShortcut::activated, this, [this, i] { showPageAt(i); });
    }

    QMenu& help = *menuBar()->addMenu(tr("H&elp"));
    addEntry(help, tr("&About Fanlight"), {}, [this] {
        QMessageBox::about(this, tr("About Fanlight"),
            tr("Fanlight %1: a window onto a Server-Sent Events hub.\n\nGPL-3.0-or-later")
                .arg(QStringLiteral(FANLIGHT_VERSION)));
    });
    new MenuBarToggle(*menuBar(), *this);
}

// Pages come and go with what is built in, so their menu is made when it is opened.
void MainWindow::buildPageMenu(QMenu& menu)
{
    menu.clear();
    const QList<int> pages = m_pageList->pagesInOrder();
    for (int i = 0; i < pages.size(); ++i) {
        const QString title = m_pages->widget(pages[i])->accessibleName();
        menu.addAction(
            tr("&%1 %2\tCtrl+%1").arg((i + 1) % 10).arg(title), this, [this, i] { showPageAt(i); });
    }
    menu.addSeparator();
    for (int i = 0; i < int(DashboardPage::spans().size()); ++i) {
        const QString name = DashboardPage::spans()[std::size_t(i)].name;
        menu.addAction(
            tr("Show %1").arg(name), this, [this, i] { m_topBar->ranges()->setCurrent(i); });
    }
    menu.addAction(tr("Back to &live\tEsc"), this, [this] { m_dashboard->backToLive(); });
}

void MainWindow::connectShell()
{
    connect(m_pageList, &PageList::currentPageChanged, this, [this](int page) {
        m_pages->setCurrentIndex(page);
        m_state.setValue(PageKey, m_pages->widget(page)->accessibleName());
    });
    connect(m_topBar, &TopBar::copyCurlRequested, this, &MainWindow::copyCurl);
    connect(m_topBar, &TopBar::exportRequested, this, &MainWindow::exportCsv);
    connect(m_topBar, &TopBar::startStopRequested, this, &MainWindow::toggleHub);
    connect(&m_hub, &Hub::faultsChanged, m_topBar, &TopBar::setFaults);
    connect(m_topBar, &TopBar::faultsRequested, this, [this] { showPage(m_faultsPage); });
    connect(m_topBar, &TopBar::backToLiveRequested, m_dashboard, &DashboardPage::backToLive);
    connect(m_topBar->ranges(), &Segmented::changed, this, [this](int index) {
        m_dashboard->setSpan(index);
        m_state.setValue(SpanKey, index);
    });
    connect(m_dashboard, &DashboardPage::zoomChanged, m_topBar, &TopBar::setZoomed);
    connect(m_dashboard, &DashboardPage::testClientsRequested, this, &MainWindow::addTestClients);
    connect(m_dashboard, &DashboardPage::actionDone, this, &MainWindow::showLastAction);
    connect(m_settingsPage, &SettingsPage::applyRequested, this, &MainWindow::applyOptions);

    connect(
        m_banner, &FailureBanner::tryAgainRequested, this, [this] { startWith(m_hub.options()); });
    connect(m_banner, &FailureBanner::otherPortRequested, this, [this](quint16 port) {
        HubOptions options = m_hub.options();
        options.listenPort = port;
        startWith(options);
    });
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] { startWith(m_hub.options()); });

    connect(
        &m_testClients, &TestClients::progress, this, [this](int wanted, int connected, quint64) {
            if (connected < wanted || std::exchange(m_testClientsReported, true))
                return;
            showLastAction(tr("%1 test client(s) connected", nullptr, connected)
                               .arg(format::count(connected)));
        });
    connect(&m_hub, &Hub::instancesChanged, this, [this](const InstanceSnapshotPtr& snapshot) {
        const auto live = std::count_if(snapshot->rows.begin(), snapshot->rows.end(),
            [&snapshot](const InstanceRow& row) { return !snapshot->isStale(row); });
        m_pageList->setCount(m_instancesPage, format::count(double(live)));
    });
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_statusLine->setLateness(m_stalls);
        updateAway();
    });
}

void MainWindow::restore()
{
    resize(FirstSize);
    restoreGeometry(m_state.value(GeometryKey).toByteArray());
    m_topBar->ranges()->setCurrent(m_state.value(SpanKey, DashboardPage::DefaultSpan).toInt());
    const QString title = m_state.value(PageKey).toString();
    showPage(0);
    for (int page = 0; page < m_pages->count(); ++page) {
        if (m_pages->widget(page)->accessibleName() == title)
            showPage(page);
    }
    m_pageList->setFocus();
}

void MainWindow::takeStatus(const HubStatus& status)
{
    m_status = status;
    m_topBar->setStatus(status);
    updateBanner(status);
    const bool up = status.state == HubState::Listening || status.state == HubState::Draining;
    m_statusLine->setStartedAt(up ? status.startedAtMs : 0);
    if (!up) {
        m_connections = 0;
        m_topBar->setFaults({}); // they end with the hub
    }
    if (!up || status.broker.kind != QLatin1String("redis"))
        m_pageList->setCount(m_instancesPage, {});
    if (status.state != HubState::Stopped)
        return;
    if (m_closing == Closing::Draining)
        // Queued, since the hub may still be in the middle of telling everybody.
        QMetaObject::invokeMethod(this, &MainWindow::finishClosing, Qt::QueuedConnection);
    else if (m_startAfterStop)
        startWith(*std::exchange(m_startAfterStop, std::nullopt));
}

void MainWindow::takeSample(const MetricsSample& sample)
{
    m_series.append(sample);
    m_connections = sample.connections;
    m_pageList->setCount(m_connectionsPage, format::count(double(sample.connections)));
    m_topBar->setFileUse(sample.openFiles, sample.fileLimit);
    m_statusLine->setSample(sample);
}

void MainWindow::updateBanner(const HubStatus& status)
{
    const bool failed = status.state == HubState::Failed;
    // Only a taken port can become free by itself.
    const bool retries = failed && status.suggestedPort != 0;
    if (failed)
        m_banner->setStatus(status, retries);
    m_failedBefore = failed || (m_failedBefore && status.state == HubState::Starting);
    m_banner->setVisible(m_failedBefore);
    updateAway();
    if (retries && m_closing == Closing::No)
        m_retry.start(FailureBanner::RetryInterval);
    else
        m_retry.stop();
}

// Once a second while Redis is away, so that the time counts on.
void MainWindow::updateAway()
{
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    const bool away = m_status.state == HubState::Listening && m_status.broker.awaySinceMs > 0;
    m_topBar->updateBroker(nowMs);
    if (away)
        m_awayBanner->setBroker(m_status.broker, nowMs);
    m_awayBanner->setVisible(away);
    m_bannerPlace->setVisible(away || m_failedBefore);
}

bool MainWindow::isRunning() const
{
    return m_status.state == HubState::Listening || m_status.state == HubState::Starting
        || m_status.state == HubState::Draining;
}

void MainWindow::toggleHub()
{
    if (m_status.state == HubState::Draining)
        return;
    if (isRunning())
        m_hub.stop();
    else
        startWith(m_hub.options());
}

void MainWindow::startWith(const HubOptions& options)
{
    m_retry.stop();
    m_hub.start(options);
}

void MainWindow::applyOptions(const HubOptions& options)
{
    if (m_status.state == HubState::Listening
        && withLiveOptions(m_hub.options(), options) == options) {
        changeLive(options);
        return;
    }
    if (m_connections > 0 && !confirmRestart())
        return;
    m_settingsPage->save();
    showLastAction(tr("settings applied"));
    if (!isRunning()) {
        startWith(options);
        return;
    }
    m_startAfterStop = options;
    m_hub.stop();
}

// Clients stay, so nothing is asked.
void MainWindow::changeLive(const HubOptions& options)
{
    m_hub.changeOptions(options,
        [window = QPointer(this), before = m_hub.options(), options](const QString& error) {
            if (window)
                window->showChanged(before, options, error);
        });
}

void MainWindow::showChanged(
    const HubOptions& before, const HubOptions& after, const QString& error)
{
    if (!error.isEmpty()) {
        m_settingsPage->showRefused(error);
        m_limits->showRefused(error);
        showLastAction(tr("not applied: %1").arg(error));
        return;
    }
    keepHubOptions(m_settings, before, after);
    m_settingsPage->follow();
    m_limits->follow();
    QStringList changed;
    for (const OptionSpec& spec : hubOptionSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        const QString text = hubOptionText(after, name);
        if (isLiveOption(name) && text != hubOptionText(before, name))
            changed << name + QLatin1Char(' ') + text;
    }
    showLastAction(tr("applied: %1").arg(changed.join(QStringLiteral(", "))));
}

bool MainWindow::confirmRestart()
{
    QMessageBox box(QMessageBox::Question, tr("Restart the hub?"),
        tr("%1 client(s) is/are connected. They are asked to come back and resume where they were.",
            nullptr, format::plural(double(m_connections)))
            .arg(format::count(double(m_connections))),
        QMessageBox::Cancel, this);
    QPushButton* restart = box.addButton(tr("&Restart"), QMessageBox::AcceptRole);
    box.setDefaultButton(restart);
    box.exec();
    return box.clickedButton() == restart;
}

void MainWindow::copyCurl()
{
    QGuiApplication::clipboard()->setText(curlSubscribe(m_status, QStringLiteral("42")));
    showLastAction(tr("copied the curl command"));
}

void MainWindow::openBrowserPage()
{
    QDesktopServices::openUrl(
        QUrl(m_status.localhostUrl.isEmpty() ? m_status.url : m_status.localhostUrl));
}

void MainWindow::addTestClients(int count)
{
    const int port = QUrl(m_status.url).port();
    const QString error
        = port > 0 ? m_testClients.add(count, quint16(port)) : tr("The hub is not listening.");
    if (!error.isEmpty()) {
        QMessageBox::warning(this, tr("No test clients"), error);
        return;
    }
    m_testClientsReported = false;
    m_demoFeed.setUsers(m_testClients.wanted());
    m_topBar->setTestClients(m_testClients.wanted());
    m_limits->setTestClients(m_testClients.wanted());
    const QString text = tr("%1 test client(s) started", nullptr, count).arg(format::count(count));
    m_dashboard->addMarker(text);
    showLastAction(text);
}

void MainWindow::removeTestClients()
{
    const int count = m_testClients.wanted();
    if (count == 0)
        return;
    m_testClients.removeAll();
    m_demoFeed.setUsers(0);
    m_topBar->setTestClients(0);
    m_limits->setTestClients(0);
    const QString text = tr("%1 test client(s) removed", nullptr, count).arg(format::count(count));
    m_dashboard->addMarker(text);
    showLastAction(text);
}

void MainWindow::exportCsv()
{
    if (m_series.isEmpty()) {
        QMessageBox::information(this, tr("Nothing to export"), tr("Nothing was measured yet."));
        return;
    }
    const TimeChart::Range shown = m_dashboard->shownRange();
    if (const QString said
        = runCsvExport(this, {m_series, shown.fromMs, shown.toMs, m_status.instance});
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
    m_retry.stop();
    if (m_closing == Closing::Done || !isRunning()) {
        event->accept();
        Q_EMIT closed();
        return;
    }
    event->ignore();
    if (m_closing == Closing::Draining)
        return;
    m_closing = Closing::Draining;
    setWindowTitle(tr("Fanlight: draining…"));
    centralWidget()->setEnabled(false);
    QTimer::singleShot(DrainPatience, this, &MainWindow::finishClosing);
    m_hub.stop();
}

void MainWindow::finishClosing()
{
    if (m_closing != Closing::Draining)
        return;
    m_closing = Closing::Done;
    close();
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
