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
#include "shell/main_menu.h"
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
#include <QMessageBox>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>

namespace fanlight {
namespace {

constexpr int PageListWidth = 188;
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
    , m_demoClients(hub)
    , m_control(
          {[&hub] { return hub.options(); },
              [&hub](const HubOptions& options) { hub.start(options); }, [&hub] { hub.stop(); },
              [&hub](const HubOptions& options, const std::function<void(const QString&)>& done) {
                  hub.changeOptions(options, done);
              }},
          FailureBanner::RetryInterval)
{
    setWindowTitle(QStringLiteral("Fanlight"));
    setMinimumSize(LeastSize);
    // Before any page is made, so that every page finds the sample in the series when it hears of
    // it.
    connect(&hub, &Hub::sampled, this, &MainWindow::takeSample);
    connect(&hub, &Hub::statusChanged, this, &MainWindow::takeStatus);
    buildShell();
    buildPages(log);
    buildMenu();
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
    load->follow(m_dashboard->markerLog());
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

void MainWindow::buildMenu()
{
    const auto pages = [this] {
        QStringList titles;
        for (const int page : m_pageList->pagesInOrder())
            titles << m_pages->widget(page)->accessibleName();
        return titles;
    };
    const auto* menu = new MainMenu(*this, pages, spanNames);
    connect(menu, &MainMenu::exportRequested, this, &MainWindow::exportCsv);
    connect(menu, &MainMenu::startStopRequested, &m_control, &HubControl::toggle);
    connect(menu, &MainMenu::copyCurlRequested, this, &MainWindow::copyCurl);
    connect(menu, &MainMenu::browserPageRequested, this, &MainWindow::openBrowserPage);
    connect(menu, &MainMenu::testClientsRequested, this, &MainWindow::addTestClients);
    connect(menu, &MainMenu::removeTestClientsRequested, &m_demoClients, &DemoClients::removeAll);
    connect(menu, &MainMenu::endFaultsRequested, &m_hub, &Hub::endFaults);
    connect(menu, &MainMenu::pageRequested, this, &MainWindow::showPageAt);
    connect(menu, &MainMenu::spanRequested, m_topBar->ranges(), &Segmented::setCurrent);
    connect(menu, &MainMenu::liveRequested, m_dashboard, &DashboardPage::backToLive);
}

void MainWindow::connectShell()
{
    connect(m_pageList, &PageList::currentPageChanged, this, [this](int page) {
        m_pages->setCurrentIndex(page);
        m_state.setValue(PageKey, m_pages->widget(page)->accessibleName());
    });
    connect(m_topBar, &TopBar::copyCurlRequested, this, &MainWindow::copyCurl);
    connect(m_topBar, &TopBar::exportRequested, this, &MainWindow::exportCsv);
    connect(m_topBar, &TopBar::startStopRequested, &m_control, &HubControl::toggle);
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

    connect(m_banner, &FailureBanner::tryAgainRequested, &m_control, &HubControl::start);
    connect(m_banner, &FailureBanner::otherPortRequested, &m_control, &HubControl::startAt);
    connect(&m_control, &HubControl::accepted, this, [this] {
        m_settingsPage->save();
        showLastAction(tr("settings applied"));
    });
    connect(&m_control, &HubControl::changed, this, &MainWindow::showChanged);
    connect(&m_control, &HubControl::refused, this, &MainWindow::showRefused);
    connect(&m_demoClients, &DemoClients::connected, this, &MainWindow::showLastAction);
    connect(&m_demoClients, &DemoClients::changed, m_topBar, &TopBar::setTestClients);
    connect(&m_demoClients, &DemoClients::changed, m_limits, &LimitsPage::setTestClients);
    connect(&m_demoClients, &DemoClients::told, this, [this](const QString& text) {
        m_dashboard->markerLog().add(
            text, m_demoClients.wanted() > 0 ? tr("test clients started") : QString());
        showLastAction(text);
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
    m_topBar->setStatus(status);
    m_control.takeStatus(status);
    updateBanner(status);
    const bool up = status.state == HubState::Listening || status.state == HubState::Draining;
    m_statusLine->setStartedAt(up ? status.startedAtMs : 0);
    if (!up) {
        m_connections = 0;
        m_topBar->setFaults({}); // they end with the hub
    }
    if (!up || status.broker.kind != QLatin1String("redis"))
        m_pageList->setCount(m_instancesPage, {});
    if (status.state == HubState::Stopped && m_closing == Closing::Draining)
        // Queued, since the hub may still be in the middle of telling everybody.
        QMetaObject::invokeMethod(this, &MainWindow::finishClosing, Qt::QueuedConnection);
    m_control.startAgain();
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
    m_bannerPlace->setVisible(away || m_control.hasFailed());
}

void MainWindow::applyOptions(const HubOptions& options)
{
    // What changes while they stay is not asked about.
    if (m_control.needsRestart(options) && m_connections > 0 && !confirmRestart())
        return;
    m_control.apply(options);
}

void MainWindow::showChanged(const HubOptions& before, const HubOptions& after, const QString& what)
{
    keepHubOptions(m_settings, before, after);
    m_settingsPage->follow();
    m_limits->follow();
    m_dashboard->addMarker(tr("options: %1").arg(what));
    showLastAction(tr("applied: %1").arg(what));
}

void MainWindow::showRefused(const QString& error)
{
    m_settingsPage->showRefused(error);
    m_limits->showRefused(error);
    showLastAction(tr("not applied: %1").arg(error));
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
    QGuiApplication::clipboard()->setText(curlSubscribe(m_control.status(), QStringLiteral("42")));
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
        QMessageBox::warning(this, tr("No test clients"), error);
}

void MainWindow::exportCsv()
{
    if (m_series.isEmpty()) {
        QMessageBox::information(this, tr("Nothing to export"), tr("Nothing was measured yet."));
        return;
    }
    const TimeChart::Range shown = m_dashboard->shownRange();
    if (const QString said
        = runCsvExport(this, {m_series, shown.fromMs, shown.toMs, m_control.status().instance});
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
    m_control.retire();
    if (m_closing == Closing::Done || !m_control.isRunning()) {
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
