// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/hub_room.h"

#include "alerts/alert_desk.h"
#include "browser.h"
#include "capture/capture_desk.h"
#include "capture/capture_menu.h"
#include "csv_export.h"
#include "curl_line.h"
#include "dashboard/dashboard_page.h"
#include "format.h"
#include "history/history_recorder.h"
#include "history/history_row.h"
#include "hub/hub_port.h"
#include "limits/limits_page.h"
#include "load/load_page.h"
#include "pages.h"
#include "palette/palette.h"
#include "palette/palette_field.h"
#include "palette/palette_popup.h"
#include "palette/window_sources.h"
#include "publish/publish_page.h"
#include "redis/redis_page.h"
#include "redis/tap_panel.h"
#include "settings/settings_page.h"
#include "shell/away_banner.h"
#include "shell/build_ahead.h"
#include "shell/caution.h"
#include "shell/failure_banner.h"
#include "shell/link_banner.h"
#include "shell/option_changes.h"
#include "shell/page_list.h"
#include "shell/side_rail.h"
#include "shell/status_line.h"
#include "shell/test_clients_panel.h"
#include "shell/top_bar.h"
#include "shell/view_watch.h"
#include "theme/theme.h"
#include "widgets/icon_button.h"
#include "widgets/pill.h"
#include "widgets/question.h"
#include "widgets/segmented.h"

#include <QClipboard>
#include <QDateTime>
#include <QGridLayout>
#include <QGuiApplication>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace fanlight {
namespace {

constexpr int BannerMargin = 16;
const QString RoomPageKey = QStringLiteral("window/page");
const QString RoomSpanKey = QStringLiteral("window/range");

HubControl::Hands handsOn(HubPort& hub)
{
    return {[&hub] { return hub.options(); },
        [&hub](const HubOptions& options) { hub.start(options); }, [&hub] { hub.stop(); },
        [&hub](const HubOptions& options, const std::function<void(const QString&)>& done) {
            hub.changeOptions(options, done);
        },
        [&hub](
            const HubOptions& options, const std::function<void(const QString&, quint16)>& done) {
            hub.holdAddress(options, done);
        }};
}

} // namespace

HubRoom::HubRoom(const Sources& from, const HubPlace& place, QWidget* parent)
    : QWidget(parent)
    , m_hub(from.hub)
    , m_gate(from.hub)
    , m_theme(from.theme)
    , m_settings(from.settings)
    , m_place(place)
    , m_state(from.settings)
    , m_draft(from.hub, from.settings)
    , m_memory(from.hub)
    , m_demoClients(from.hub)
    , m_control(handsOn(from.hub), FailureBanner::RetryInterval)
    , m_guard(from.hub, *this,
          {[this] { return m_pages && m_pages->isLoadTesting(); },
              [this] { return m_pages && m_pages->isTapping(); },
              [this] { return m_pages && m_pages->isRepeating(); },
              [this] { return m_capture && m_capture->isRunning(); }})
    , m_shell(std::make_unique<QWidget>())
    // Told wherever one is: the chip of faults, markers on charts, the count of sources that are
    // away, and alerts live on them.
    , m_watched(from.hub, {HubPort::View::Faults, HubPort::View::Moments, HubPort::View::Sources})
{
    // Before any page is made, so that every page finds the sample in the series when it hears of
    // it.
    connect(&m_hub, &HubPort::sampled, &m_ear,
        [this](const MetricsSample& sample) { takeSample(sample); });
    connect(&m_hub, &HubPort::statusChanged, &m_ear,
        [this](const HubStatus& status) { takeStatus(status); });
    connect(&m_hub, &HubPort::startedOver, &m_ear, [this] { startOver(); });
    startOver();
    buildShell();
    // Nobody is told of what was so when it was captured.
    AlertDesk* const alerts = m_hub.series() ? nullptr : from.alerts;
    m_pages = new Pages({*m_stack, *m_pageList},
        {m_hub, m_theme, m_settings, m_state, m_draft, m_series, from.log, m_place.folder, alerts,
            alertHubOf(m_place), m_hub.series() ? nullptr : from.fleet},
        m_shell.get());
    buildPalette();
    if (alerts)
        connectAlerts(*alerts);
    connectShell();
    connectPages();
    connectTestClients();
    connectCapture(from.log);
    restore();
    takeStatus(m_hub.status());
}

HubRoom::~HubRoom()
{
    if (m_history)
        m_history->leave();
}

HubRoom* HubRoom::of(const QWidget& widget)
{
    for (QWidget* at = widget.parentWidget(); at; at = at->parentWidget()) {
        if (auto* room = qobject_cast<HubRoom*>(at))
            return room;
    }
    return nullptr;
}

AlertHub HubRoom::alertHubOf(const HubPlace& place)
{
    return {place.key.isEmpty() ? AlertHub::HereKey : place.key, place.name};
}

bool HubRoom::isHere() const
{
    return m_hub.link().state == HubLink::State::Here && m_place.key.isEmpty();
}

QStringList HubRoom::spanNames()
{
    QStringList names;
    for (const DashboardPage::Span& span : DashboardPage::spans())
        names << span.name;
    return names;
}

void HubRoom::buildShell()
{
    m_topBar = new TopBar(m_theme, spanNames());
    m_topBar->setTraffic(m_state.traffic());
    connect(&m_state.traffic(), &TrafficLayer::changed, this, &HubRoom::showConnections);
    m_rail = new SideRail(m_theme, m_state);
    m_pageList = m_rail->list();
    m_banner = new FailureBanner;
    m_awayBanner = new AwayBanner;
    m_linkBanner = new LinkBanner(m_hub);
    m_linkBanner->setName(m_place.name);
    m_stack = new QStackedWidget;
    m_statusLine = new StatusLine(m_theme);

    m_bannerPlace = new QWidget; // so that the margins go with the banner
    m_banners = new QVBoxLayout(m_bannerPlace);
    m_banners->setContentsMargins(BannerMargin, BannerMargin, BannerMargin, 0);
    m_banners->addWidget(m_linkBanner);
    m_banners->addWidget(m_banner);
    m_banners->addWidget(m_awayBanner);
    m_bannerPlace->hide();
    m_right = new QVBoxLayout;
    m_right->setSpacing(0);
    m_right->addWidget(m_bannerPlace);
    m_right->addWidget(m_stack, 1);

    auto* grid = new QGridLayout(m_shell.get());
    grid->setContentsMargins({});
    grid->setSpacing(0);
    grid->addWidget(m_topBar, 0, 0, 1, 2);
    grid->addWidget(m_rail, 1, 0);
    grid->addLayout(m_right, 1, 1);
    grid->addWidget(m_statusLine, 2, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins({});
    whole->addWidget(m_shell.get());
}

void HubRoom::setNotice(QWidget* notice)
{
    m_notice = notice;
    if (notice)
        m_banners->addWidget(notice);
    arrangeBanners();
}

void HubRoom::setHead(QWidget* head)
{
    m_right->insertWidget(0, head);
}

void HubRoom::setStart(const HubOptions& options, const OptionOrigins& origins)
{
    m_draft.setStart(options, origins);
}

void HubRoom::setHistory(HistoryRecorder& history)
{
    m_history = &history;
    history.follow(m_series, dashboard().markerLog());
    m_pages->setHistory(history);
    connect(&history, &HistoryRecorder::stateChanged, m_statusLine, &StatusLine::setHistory);
    m_statusLine->setHistory(history.state());
    connect(&history, &HistoryRecorder::told, this, &HubRoom::showLastAction);
    connect(&history, &HistoryRecorder::broughtBack, &dashboard(), [this] {
        if (dashboard().isVisible())
            dashboard().refresh();
    });
}

void HubRoom::buildPalette()
{
    m_palette = new Palette(m_state, this);
    m_palettePopup = new PalettePopup(*m_palette, m_theme, m_shell.get());
    new WindowSources(*m_palette, *this, *m_pages, m_hub, m_pages);
    connect(m_topBar, &TopBar::paletteRequested, m_palettePopup, &PalettePopup::open);
    new BuildAhead(*this, *m_topBar->paletteField(), *m_pages, m_pages);
}

void HubRoom::connectAlerts(AlertDesk& alerts)
{
    connect(
        m_topBar, &TopBar::alertsRequested, m_pages, [this] { m_pages->show(icon::Page::Alerts); });
    const auto tell = [this, &alerts] {
        m_topBar->setAlerts(alerts.firing(), alerts.book().worst() == AlertSeverity::Critical);
    };
    connect(&alerts, &AlertDesk::firingChanged, m_topBar, tell);
    tell();
}

void HubRoom::connectShell()
{
    connect(m_topBar, &TopBar::copyCurlRequested, this, &HubRoom::copyCurl);
    connect(m_topBar, &TopBar::exportRequested, this, &HubRoom::exportCsv);
    connect(m_topBar, &TopBar::startStopRequested, this, &HubRoom::toggleHub);
    connect(&m_hub, &HubPort::linkChanged, m_topBar, &TopBar::setLink);
    connect(m_linkBanner, &LinkBanner::changed, this, &HubRoom::arrangeBanners);
    m_topBar->setLink(m_hub.link());
    connect(&m_gate, &AbilityGate::changed, this, &HubRoom::takeAbilities);
    takeAbilities();
    new ViewWatch(m_hub, *this, {HubPort::View::Instances}); // how many, in the list of pages
    connect(&m_hub, &HubPort::faultsChanged, m_topBar, &TopBar::setFaults);
    connect(
        m_topBar, &TopBar::faultsRequested, m_pages, [this] { m_pages->show(icon::Page::Faults); });
    connect(m_topBar, &TopBar::backToLiveRequested, &dashboard(), &DashboardPage::backToLive);
    connect(m_topBar->ranges(), &Segmented::changed, this, [this](int index) {
        dashboard().setSpan(index);
        m_state.setValue(RoomSpanKey, index);
    });
    connect(m_banner, &FailureBanner::tryAgainRequested, &m_control, &HubControl::start);
    connect(m_banner, &FailureBanner::otherPortRequested, &m_control, &HubControl::startAt);
    connect(m_banner, &FailureBanner::addressSettingRequested, m_pages, &Pages::showAddress);
    connect(m_awayBanner, &AwayBanner::brokerSettingRequested, m_pages, &Pages::showBroker);
    m_changes = new OptionChanges(
        {m_control, m_guard, m_draft, [this]() -> SettingsPage& { return m_pages->settings(); },
            isHere() ? &m_settings : nullptr},
        m_shell.get());
    const Caution caution{m_place.asksFirst, m_place.name};
    m_pages->setCaution(caution);
    m_changes->setCaution(caution);
    connect(m_changes, &OptionChanges::lastAction, this, &HubRoom::showLastAction);
    connect(m_changes, &OptionChanges::marked, &dashboard(), &DashboardPage::addMarker);
}

void HubRoom::takeAbilities()
{
    m_topBar->setAccess(m_gate);
}

void HubRoom::connectPages()
{
    connect(m_pages, &Pages::shown, this, [this](int page) {
        m_topBar->setChartsShown(page == 0); // the range of time is the dashboard's
        m_state.setValue(RoomPageKey, m_pages->title(page));
    });
    connect(m_pages, &Pages::lastAction, this, &HubRoom::showLastAction);
    connect(m_pages, &Pages::applyRequested, m_changes, &OptionChanges::apply);
    connect(m_pages, &Pages::memoryRequested, &m_memory, &MemoryMeasurement::start);
    connect(m_pages, &Pages::testClientsRequested, this, &HubRoom::addTestClients);
    connect(m_pages, &Pages::captureOpenRequested, this, &HubRoom::captureOpenRequested);
    connect(&dashboard(), &DashboardPage::zoomChanged, m_topBar, &TopBar::setZoomed);
    connect(&m_memory, &MemoryMeasurement::changed, m_pages, &Pages::setMeasuring);
    connect(&m_memory, &MemoryMeasurement::told, this, &HubRoom::showLastAction);
}

void HubRoom::connectTestClients()
{
    m_testClientsPanel
        = new TestClientsPanel([this] { return m_demoClients.groups(); }, m_shell.get());
    connect(m_topBar, &TopBar::testClientsRequested, this, &HubRoom::showTestClients);
    connect(m_testClientsPanel, &TestClientsPanel::addRequested, this,
        [this](int count, const TestClientKind& kind) {
            m_testClientsPanel->showProblem(m_demoClients.add(count, m_control.status().url, kind));
        });
    connect(m_testClientsPanel, &TestClientsPanel::removeRequested, &m_demoClients,
        &DemoClients::remove);
    connect(m_testClientsPanel, &TestClientsPanel::removeAllRequested, &m_demoClients,
        &DemoClients::removeAll);
    connect(&m_demoClients, &DemoClients::connected, this, &HubRoom::showLastAction);
    connect(&m_demoClients, &DemoClients::changed, m_topBar, &TopBar::setTestClients);
    connect(&m_demoClients, &DemoClients::changed, m_pages, &Pages::setTestClients);
    connect(&m_demoClients, &DemoClients::changed, m_testClientsPanel, &TestClientsPanel::refresh);
    connect(&m_demoClients, &DemoClients::told, this, [this](const QString& text) {
        dashboard().markerLog().add(
            text, m_demoClients.wanted() > 0 ? tr("test clients started") : QString());
        showLastAction(text);
    });
}

void HubRoom::connectCapture(const LogRing* log)
{
    m_capture = std::make_unique<CaptureDesk>(
        CaptureRecorder::Sources{m_hub, log, &m_series}, dashboard().markerLog());
    m_captureMenu = new CaptureMenu({*this, *m_capture, m_settings}, m_shell.get());
    connect(m_captureMenu, &CaptureMenu::lastAction, this, &HubRoom::showLastAction);
    connect(m_topBar, &TopBar::captureRequested, this, &HubRoom::startOrStopCapture);
    connect(m_capture.get(), &CaptureDesk::changed, m_topBar, [this] {
        m_topBar->setCapture(m_capture->text(), m_capture->facts());
        Q_EMIT capturingChanged();
    });
}

void HubRoom::startOrStopCapture()
{
    if (canCapture())
        m_captureMenu->startOrStop();
}

bool HubRoom::canCapture() const
{
    return !m_hub.series();
}

DashboardPage& HubRoom::dashboard() const
{
    return m_pages->dashboard();
}

// Beneath the pill, or beneath the menu while there is none.
void HubRoom::showTestClients()
{
    QWidget* pill = m_topBar->demoPill();
    m_testClientsPanel->showBeneath(pill->isVisible() ? *pill : *m_topBar->menuButton());
}

void HubRoom::restore()
{
    m_topBar->ranges()->setCurrent(m_state.value(RoomSpanKey, DashboardPage::DefaultSpan).toInt());
    showPage(m_state.value(RoomPageKey).toString());
    m_pageList->setFocus();
}

QString HubRoom::pageTitle() const
{
    return m_pages->title(m_stack->currentIndex());
}

void HubRoom::showPage(const QString& title)
{
    m_pages->show(icon::Page::Dashboard);
    m_pages->showNamed(title);
}

void HubRoom::takeStatus(const HubStatus& status)
{
    m_topBar->setStatus(status);
    updateTitle(status);
    m_control.takeStatus(status);
    updateBanner(status);
    const bool up = status.state == HubState::Listening || status.state == HubState::Draining;
    // how long it has been up is counted from now, which is not when it was captured
    m_statusLine->setStartedAt(up && !m_hub.series() ? status.startedAtMs : 0);
    if (status.state == HubState::Listening)
        m_demoClients.follow(status.url);
    if (!up)
        m_topBar->setFaults({}); // they end with the hub
    Q_EMIT statusTaken(status);
    m_control.startAgain();
}

QString HubRoom::title() const
{
    return m_title;
}

// So that two windows are told apart in the list of windows.
void HubRoom::updateTitle(const HubStatus& status)
{
    const bool named = status.state == HubState::Listening || status.state == HubState::Draining;
    QString title = QStringLiteral("Fanlight");
    if (!m_place.name.isEmpty())
        title = tr("%1, %2 – Fanlight", "name of a server, address")
                    .arg(m_place.name, status.url.isEmpty() ? QString(format::Dash) : status.url);
    else if (named && status.instance.isEmpty())
        title = tr("%1 – Fanlight", "address").arg(status.url);
    else if (named)
        title = tr("%1, %2 – Fanlight", "address, instance").arg(status.url, status.instance);
    if (std::exchange(m_title, title) != title)
        Q_EMIT titleChanged();
}

void HubRoom::tick(const StallMeter& stalls)
{
    m_statusLine->setLateness(stalls);
    updateAway();
}

void HubRoom::fit(int windowWidth)
{
    m_rail->fit(windowWidth);
}

// Once a second while Redis is away, so that the time counts on.
void HubRoom::updateAway()
{
    const HubStatus& status = m_control.status();
    const qint64 nowMs = m_hub.nowMs();
    const bool away = status.state == HubState::Listening && status.broker.awaySinceMs > 0;
    m_topBar->updateBroker(nowMs);
    if (away)
        m_awayBanner->setBroker(status.broker, nowMs);
    m_awayBanner->setVisible(away);
    arrangeBanners();
}

void HubRoom::arrangeBanners()
{
    const bool noticed
        = m_notice && m_notice->parentWidget() == m_bannerPlace && !m_notice->isHidden();
    m_bannerPlace->setVisible(
        !m_linkBanner->isHidden() || !m_awayBanner->isHidden() || !m_banner->isHidden() || noticed);
}

void HubRoom::toggleHub()
{
    if (const QString why = m_gate.blocked(HubPort::Ability::StartAndStop); !why.isEmpty())
        return showLastAction(why);
    if (m_control.isRunning() && m_control.status().state != HubState::Draining)
        m_guard.ask(LossGuard::Deed::Stop, [this] {
            if (m_control.isRunning())
                m_control.toggle();
        });
    else
        m_control.toggle();
}

void HubRoom::endFaults()
{
    if (const QString why = m_gate.blocked(HubPort::Ability::BreakOnPurpose); !why.isEmpty())
        return showLastAction(why);
    m_hub.endFaults();
}

void HubRoom::addTestClients(int count)
{
    const QString error = m_demoClients.add(count, m_control.status().url);
    if (!error.isEmpty())
        Question::tell(this, tr("No test clients"), error);
}

// Figures that the hub keeps are taken over whole.
void HubRoom::startOver()
{
    if (const TimeSeries* series = m_hub.series())
        m_series = *series;
}

void HubRoom::takeSample(const MetricsSample& sample)
{
    const MetricsSample* newest = m_series.newest();
    if (!m_hub.series() || !newest || newest->timeMs < sample.timeMs) // else it has it
        m_series.append(sample);
    showConnections();
    m_topBar->setFileUse(sample.openFiles, sample.fileLimit);
    m_statusLine->setSample(sample);
}

// Of the traffic that is looked at.
void HubRoom::showConnections()
{
    if (const MetricsSample* newest = m_series.newest())
        m_pages->setConnections(
            format::count(double(inLayer(m_state.traffic().current(), *newest).connections)));
}

void HubRoom::updateBanner(const HubStatus& status)
{
    if (status.state == HubState::Failed)
        m_banner->setStatus(status, status.suggestedPort != 0); // it is tried again
    m_banner->setVisible(m_control.hasFailed());
    updateAway();
}

void HubRoom::copyCurl()
{
    QGuiApplication::clipboard()->setText(
        curlSubscribe(m_control.status(), QStringLiteral("42"), streamsNeedToken(m_hub.options())));
    showLastAction(tr("copied the curl command"));
}

void HubRoom::openBrowserPage()
{
    const HubStatus& status = m_control.status();
    browser::open(status.localhostUrl.isEmpty() ? status.url : status.localhostUrl);
}

void HubRoom::exportCsv()
{
    if (m_series.isEmpty()) {
        Question::tell(this, tr("Nothing to export"), tr("Nothing was measured yet."));
        return;
    }
    const TimeChart::Range shown = dashboard().shownRange();
    if (const QString said = runCsvExport(this,
            {m_series, shown.fromMs, shown.toMs, m_control.status().instance,
                m_state.percentiles().chosen(), m_state.traffic().current()});
        !said.isEmpty())
        showLastAction(said);
}

void HubRoom::showLastAction(const QString& text)
{
    m_statusLine->setLastAction(text);
}

} // namespace fanlight
