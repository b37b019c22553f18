// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages.h"

#include "access/access_page.h"
#include "alerts/alert_desk.h"
#include "alerts/alert_feed.h"
#include "alerts/alerts_page.h"
#include "audience/audience_page.h"
#include "browser.h"
#include "connections/connections_page.h"
#include "dashboard/dashboard_page.h"
#include "dashboard/first_steps.h"
#include "doctor/doctor_page.h"
#include "faults/faults_page.h"
#include "fleet/fleet_page.h"
#include "format.h"
#include "history/history_row.h"
#include "hub/hub_port.h"
#include "limits/limits_page.h"
#include "load/load_page.h"
#include "log/audit_view.h"
#include "log/log_page.h"
#include "log/log_room.h"
#include "messages/messages_page.h"
#include "page_calls.h"
#include "publish/publish_page.h"
#include "redis/redis_page.h"
#include "redis/tap_panel.h"
#include "settings/settings_page.h"
#include "shell/ability_note.h"
#include "shell/caution.h"
#include "shell/link_veil.h"
#include "shell/page_frame.h"
#include "shell/page_list.h"
#include "shell/page_place.h"
#include "shell/view_watch.h"
#include "sources/sources_page.h"

#include <QStackedWidget>

#include <algorithm>

namespace fanlight {

namespace {

using Ability = HubPort::Ability;
using Sight = HubPort::Sight;

// Of what was measured before the page of limits was made: it tells of the last minute.
constexpr qint64 CatchUpMs = 60'000;
constexpr int MostCaughtUp = 1000; // samples

} // namespace

template <class Page> void Pages::listen(const Page* page)
{
    connect(page, &Page::lastAction, this, &Pages::lastAction);
}

Pages::Pages(const Places& places, const Sources& from, QObject* parent)
    : QObject(parent)
    , m_from(from)
    , m_hub(from.hub)
    , m_theme(from.theme)
    , m_stack(places.stack)
    , m_list(places.list)
    , m_dashboard(new DashboardPage(from.hub, from.series, from.theme, from.state))
{
    // from now on, whenever their pages are first looked at
    m_hub.recordMessages();
    m_hub.recordClosed();
    add({}, tr("Dashboard"), m_dashboard, icon::Page::Dashboard, {Sight::Figures, {}});
    addLater({}, tr("Connections"), icon::Page::Connections,
        {Sight::Connections, {Ability::Disconnect}}, [this] { return makeConnections(); });
    addLater({}, tr("Messages"), icon::Page::Messages, {Sight::Messages, {Ability::Publish}},
        [this] { return makeMessages(); });
    addSending();
    addTesting();
    addSystem();
    connectDashboard();
    new LinkVeil(from.hub, m_stack);
    connect(&m_list, &PageList::currentPageChanged, this, [this](int page) {
        m_stack.setCurrentIndex(page);
        Q_EMIT shown(page);
    });
}

void Pages::addSending()
{
    const QString group = tr("Send");
    addLater(group, tr("Publish"), icon::Page::Publish, {{}, {Ability::Publish}},
        [this] { return makePublish(); });
    addLater(group, tr("Audience"), icon::Page::Audience, {}, [this] { return makeAudience(); });
    addLater(group, tr("Load test"), icon::Page::Load, {}, [this] { return makeLoad(); });
}

void Pages::addTesting()
{
    const QString group = tr("Test");
    addLater(group, tr("Faults"), icon::Page::Faults, {Sight::FaultsOn, {Ability::BreakOnPurpose}},
        [this] { return makeFaults(); });
    connect(&m_hub, &HubPort::faultsChanged, this,
        [this](const Faults& faults) { m_faultsOn = faults; });
    addLater(group, tr("Setup doctor"), icon::Page::Doctor, {{}, {Ability::Publish}},
        [this] { return makeDoctor(); });
}

void Pages::addSystem()
{
    const QString group = tr("System");
    makeFleet(group);
    addLater(
        group, tr("Redis"), icon::Page::Redis, {Sight::Redis, {}}, [this] { return makeRedis(); });
    addSources(group);
    addLater(group, tr("Access"), icon::Page::Access, {Sight::AccessRules, {Ability::HandleTokens}},
        [this] { return makeAccess(); });
    addLater(group, tr("Limits"), icon::Page::Limits, {Sight::Figures, {Ability::ChangeOptions}},
        [this] { return makeLimits(); });
    if (m_from.log)
        addLater(group, tr("Log"), icon::Page::Log, {Sight::Log, {}}, [this] { return makeLog(); });
    if (m_from.alerts)
        addAlerts(group, *m_from.alerts);
    addLater(group, tr("Settings"), icon::Page::Settings,
        {{}, {Ability::ChangeOptions, Ability::StartAndStop}}, [this] { return makeSettings(); });
}

// ---- what is there from the start

void Pages::makeFleet(const QString& group)
{
    auto* fleet = new FleetPage(
        {m_hub, m_from.place.key, m_from.place.name, m_from.fleet}, m_from.theme, m_from.state);
    const int page = add(group, tr("Fleet"), fleet, icon::Page::Fleet);
    // it is of now, whatever became of the hub that is shown
    m_stack.widget(page)->setProperty(LinkVeil::SpareProperty, true);
    listen(fleet);
    connect(
        fleet, &FleetPage::browserRequested, this, [](const QString& url) { browser::open(url); });
    connect(fleet, &FleetPage::brokerSettingRequested, this, &Pages::showBroker);
    connect(fleet, &FleetPage::captureRequested, this, &Pages::captureOpenRequested);
    connect(fleet, &FleetPage::countChanged, this,
        [this, page](const QString& text) { m_list.setCount(page, text); });
    if (AlertDesk* const alerts = m_from.alerts)
        fleet->setAlerts([alerts] { return alerts->firing(); });
}

void Pages::addAlerts(const QString& group, AlertDesk& desk)
{
    const int page = addLater(
        group, tr("Alerts"), icon::Page::Alerts, {}, [this, &desk] { return makeAlerts(desk); });
    new AlertFeed(m_hub, m_from.place, m_from.series, desk.book(), this);
    m_dashboard->setAlerts(desk.book());
    connect(m_dashboard, &DashboardPage::alertDrawn, this, [this](const AlertRule& rule) {
        show(icon::Page::Alerts);
        alerts()->openNew(rule);
    });
    connectAlerts(m_from.place, desk, page);
}

// What becomes of sources is counted and marked whether it is seen or not; where there is none,
// there is nothing to tell.
void Pages::addSources(const QString& group)
{
    addLater(group, tr("Sources"), icon::Page::Sources, {Sight::Sources, {Ability::HandleSources}},
        [this] { return makeSources(); });
    connect(&m_hub, &HubPort::sourcesChanged, this, [this](const SourceSnapshotPtr& sources) {
        if (m_sources || (sources && !sources->rows.empty())) {
            ensure(icon::Page::Sources);
            m_sources->take(sources);
        }
    });
}

// ---- what is made when it is first looked at

QWidget* Pages::makeFaults()
{
    m_faults = new FaultsPage(m_hub, m_theme, m_from.state);
    m_faults->setCaution(m_caution);
    const HubState state = m_hub.status().state;
    if (state != HubState::Stopped && state != HubState::Failed) // they end with the hub
        m_faults->takeFaults(m_faultsOn);
    if (const MetricsSample* newest = newestSample())
        m_faults->takeSample(*newest);
    listen(m_faults);
    return m_faults;
}

QWidget* Pages::makeConnections()
{
    m_connections = new ConnectionsPage(m_hub, m_from.theme, m_from.state);
    m_connections->setCaution(m_caution);
    new ViewWatch(m_hub, *m_connections, {HubPort::View::Closed});
    listen(m_connections);
    connect(m_connections, &ConnectionsPage::sendToUser, this, [this](const QString& userId) {
        publish().setUser(userId);
        show(icon::Page::Publish);
    });
    return m_connections;
}

QWidget* Pages::makeMessages()
{
    m_messages = new MessagesPage(m_hub, m_from.theme, m_from.state);
    new ViewWatch(m_hub, *m_messages, {HubPort::View::Messages, HubPort::View::Closed});
    listen(m_messages);
    connect(m_messages, &MessagesPage::sendAgain, this,
        [this](const PublishRequest& request) { publish().sendRequest(request); });
    connect(m_messages, &MessagesPage::useAsTemplate, this, [this](const PublishRequest& request) {
        publish().loadRequest(request);
        show(icon::Page::Publish);
    });
    return m_messages;
}

QWidget* Pages::makePublish()
{
    m_publish = new PublishPage(
        m_hub, m_from.theme, m_from.state, page_calls::publishPaths(m_from.folder));
    if (const MetricsSample* newest = newestSample())
        m_publish->desk().takeSample(*newest);
    listen(m_publish);
    connect(
        m_publish, &PublishPage::audienceRequested, this, [this] { show(icon::Page::Audience); });
    connect(m_publish, &PublishPage::followRequested, this, &Pages::followMessage);
    FirstStepsProgress& steps = m_dashboard->firstSteps()->progress();
    connect(m_publish, &PublishPage::sent, &steps,
        [&steps] { steps.finish(FirstStepsProgress::Send); });
    connect(m_publish, &PublishPage::receiptShown, &steps,
        [&steps] { steps.finish(FirstStepsProgress::SeeReceipt); });
    return m_publish;
}

QWidget* Pages::makeAudience()
{
    auto* audience = new AudiencePage(m_hub, m_theme, m_from.state);
    if (const MetricsSample* newest = newestSample())
        audience->takeSample(*newest);
    listen(audience);
    return audience;
}

QWidget* Pages::makeLoad()
{
    m_load = new LoadPage(m_hub, m_theme, m_from.state, page_calls::runsFolder(m_from.folder));
    listen(m_load);
    connect(&m_load->desk(), &LoadDesk::begun, this, &Pages::showLoadTest);
    connect(&m_load->desk(), &LoadDesk::progressed, this, &Pages::showLoadTest);
    connect(&m_load->desk(), &LoadDesk::reportShown, this, &Pages::showLoadTest);
    m_load->follow(m_dashboard->markerLog());
    return m_load;
}

QWidget* Pages::makeDoctor()
{
    auto* doctor = new DoctorPage(m_hub, m_theme, m_from.state);
    listen(doctor);
    return doctor;
}

QWidget* Pages::makeRedis()
{
    m_redis = new RedisPage(m_hub, m_theme, m_from.state);
    listen(m_redis);
    connect(m_redis, &RedisPage::brokerSettingRequested, this, &Pages::showBroker);
    return m_redis;
}

QWidget* Pages::makeSources()
{
    m_sources = new SourcesPage(page_calls::ofSources(m_hub), m_hub, m_theme, m_from.state);
    m_sources->letters()->setCaution(m_caution);
    listen(m_sources);
    m_sources->follow(m_dashboard->markerLog());
    connect(m_sources, &SourcesPage::settingRequested, this, &Pages::showSourceSetting);
    connect(m_sources, &SourcesPage::countChanged, this,
        [this](const QString& text) { m_list.setCount(m_numbers.at(icon::Page::Sources), text); });
    return m_sources;
}

QWidget* Pages::makeAccess()
{
    auto* access = new AccessPage(m_hub, m_from.theme, m_from.state);
    listen(access);
    connect(access, &AccessPage::settingsRequested, this, &Pages::showAccessSettings);
    return access;
}

QWidget* Pages::makeLimits()
{
    m_limits = new LimitsPage(m_hub, m_theme, m_from.state, m_from.draft);
    if (const MetricsSample* newest = newestSample())
        m_limits->catchUp(
            m_from.series.range(newest->timeMs - CatchUpMs, newest->timeMs, MostCaughtUp));
    m_limits->setMeasuring(m_measuring.isUnderWay, m_measuring.error, m_measuring.measured);
    m_limits->setTestClients(m_testClients);
    listen(m_limits);
    connect(m_limits, &LimitsPage::memoryRequested, this, &Pages::memoryRequested);
    connect(m_limits, &LimitsPage::applyRequested, this, &Pages::applyRequested);
    return m_limits;
}

QWidget* Pages::makeLog()
{
    auto* log = new LogPage(*m_from.log, m_hub, m_theme, m_from.state);
    auto* audit = new AuditView(m_hub, m_theme, m_from.state);
    new ViewWatch(m_hub, *log, {HubPort::View::Log});
    new ViewWatch(m_hub, *audit, {HubPort::View::Audit});
    auto* room = new LogRoom(log, audit, m_from.state);
    listen(log);
    listen(audit);
    page_calls::leadOn(*log, *this);
    return room;
}

QWidget* Pages::makeAlerts(AlertDesk& desk)
{
    m_alerts = new AlertsPage(desk.book(), m_theme, m_from.state);
    listen(m_alerts);
    connect(m_alerts, &AlertsPage::testRequested, &desk.teller(), &AlertTeller::test);
    connect(&desk.webhooks(), &AlertWebhooks::problemsChanged, m_alerts,
        &AlertsPage::setWebhookProblems);
    m_alerts->setWebhookProblems(desk.webhooks().sender().problems());
    return m_alerts;
}

QWidget* Pages::makeSettings()
{
    m_settings = new SettingsPage(m_hub, m_from.theme, m_from.settings, m_from.draft);
    if (const MetricsSample* newest = newestSample())
        m_settings->takeSample(*newest);
    addHistory();
    listen(m_settings);
    connect(m_settings, &SettingsPage::applyRequested, this, &Pages::applyRequested);
    connect(m_settings, &SettingsPage::limitsRequested, this, [this] { show(icon::Page::Limits); });
    return m_settings;
}

// ---- what is asked of them

// What a page that is made now was not told.
const MetricsSample* Pages::newestSample() const
{
    const MetricsSample* const newest = m_from.series.newest();
    const HubStatus status = m_hub.status();
    const bool isOfThisRun
        = newest && status.state == HubState::Listening && newest->timeMs >= status.startedAtMs;
    return isOfThisRun ? newest : nullptr;
}

void Pages::ensure(icon::Page page)
{
    m_places.at(page)->build();
}

AlertsPage* Pages::alerts()
{
    if (m_from.alerts)
        ensure(icon::Page::Alerts);
    return m_alerts;
}

bool Pages::buildNext()
{
    const auto next = std::find_if(m_places.begin(), m_places.end(),
        [](const auto& place) { return !place.second->isBuilt(); });
    if (next != m_places.end())
        next->second->build();
    return next != m_places.end();
}

LoadDesk* Pages::loadDesk() const
{
    return m_load ? &m_load->desk() : nullptr;
}

bool Pages::isLoadTesting() const
{
    return m_load && m_load->desk().isRunning();
}

bool Pages::isTapping() const
{
    return m_redis && m_redis->tap()->isTapping();
}

bool Pages::isRepeating() const
{
    return m_publish && m_publish->desk().run().isRunning();
}

void Pages::addHistory()
{
    if (m_history && m_settings)
        m_settings->addHistory(new HistoryRow(*m_history, m_from.settings));
}

void Pages::setMeasuring(bool measuring, const QString& error, const ConnectionMemory& measured)
{
    m_measuring = {measuring, error, measured};
    m_dashboard->setMeasuring(measuring, error);
    if (m_limits)
        m_limits->setMeasuring(measuring, error, measured);
}

void Pages::setTestClients(int count)
{
    m_testClients = count;
    if (m_limits)
        m_limits->setTestClients(count);
}

// ---- how one leads to another

void Pages::connectAlerts(const AlertHub& place, AlertDesk& desk, int page)
{
    connect(&desk.teller(), &AlertTeller::marked, this,
        [this, key = place.key](const QString& hub, const QString& text, const QString& subject) {
            if (hub == key)
                m_dashboard->markerLog().add(text, subject);
        });
    connect(&desk.teller(), &AlertTeller::said, this,
        [this, key = place.key](const QString& hub, const QString& text) {
            if (hub == key)
                Q_EMIT lastAction(text);
        });
    connect(&desk, &AlertDesk::showRequested, this, [this] { show(icon::Page::Alerts); });
    const auto count = [this, &desk, page] {
        const qsizetype firing = desk.firing().size();
        m_list.setCount(page, firing > 0 ? format::count(double(firing)) : QString());
    };
    connect(&desk, &AlertDesk::firingChanged, this, count);
    count();
}

void Pages::connectDashboard()
{
    connect(m_dashboard, &DashboardPage::testClientsRequested, this, &Pages::testClientsRequested);
    connect(m_dashboard, &DashboardPage::memoryRequested, this, &Pages::memoryRequested);
    connect(m_dashboard, &DashboardPage::actionDone, this, &Pages::lastAction);
    connect(m_dashboard, &DashboardPage::stepRequested, this, &Pages::showStep);
}

void Pages::followMessage(const QString& eventId)
{
    show(icon::Page::Messages);
    messages().follow(eventId);
}

int Pages::add(const QString& group, const QString& title, QWidget* page, icon::Page drawing,
    AbilityNote::Needs needs)
{
    m_stack.addWidget(around(title, page, std::move(needs)));
    return list(group, title, drawing);
}

int Pages::addLater(const QString& group, const QString& title, icon::Page drawing,
    AbilityNote::Needs needs, std::function<QWidget*()> make)
{
    auto* place
        = new PagePlace(title, [this, title, make = std::move(make), needs = std::move(needs)] {
              return around(title, make(), needs);
          });
    m_stack.addWidget(place);
    m_places.emplace(drawing, place);
    return list(group, title, drawing);
}

// As it stands in the window.
AbilityNote* Pages::around(const QString& title, QWidget* page, AbilityNote::Needs needs)
{
    page->setAccessibleName(title);
    needs.abilities.insert(needs.abilities.begin(), Ability::Look);
    return new AbilityNote(PageFrame::around(page), m_hub, m_theme, std::move(needs));
}

int Pages::list(const QString& group, const QString& title, icon::Page drawing)
{
    const int number = m_list.addPage(group, title, drawing);
    if (drawing != icon::Page::Other)
        m_numbers.emplace(drawing, number);
    return number;
}

void Pages::setCaution(const Caution& caution)
{
    m_caution = caution;
    if (m_connections)
        m_connections->setCaution(caution);
    if (m_faults)
        m_faults->setCaution(caution);
    if (m_sources)
        m_sources->letters()->setCaution(caution);
}

void Pages::show(int page)
{
    m_list.setCurrentPage(page);
}

void Pages::show(icon::Page page)
{
    if (const auto found = m_numbers.find(page); found != m_numbers.end())
        show(found->second);
}

void Pages::showNamed(const QString& title)
{
    for (int page = 0; page < m_stack.count(); ++page) {
        if (this->title(page) == title)
            show(page);
    }
}

QWidget* Pages::named(const QString& title) const
{
    for (int page = 0; page < m_stack.count(); ++page) {
        if (this->title(page) != title)
            continue;
        if (auto* place = qobject_cast<PagePlace*>(m_stack.widget(page)))
            place->build();
        return m_stack.widget(page);
    }
    return nullptr;
}

void Pages::showAt(int place)
{
    if (const QList<int> pages = m_list.pagesInOrder(); place < pages.size())
        show(pages[place]);
}

void Pages::showBroker()
{
    show(icon::Page::Settings);
    settings().showBroker();
}

void Pages::showAddress()
{
    show(icon::Page::Settings);
    settings().showOption(u"listen");
}

void Pages::showAccessSettings()
{
    show(icon::Page::Settings);
    settings().showOption(u"anonymous");
}

void Pages::showSourceSetting()
{
    show(icon::Page::Settings);
    settings().showOption(u"source");
}

void Pages::showStep(FirstStepsProgress::Step step)
{
    if (step == FirstStepsProgress::MoveToRedis)
        showBroker();
    else
        show(step == FirstStepsProgress::BreakIt ? icon::Page::Faults : icon::Page::Publish);
}

QString Pages::title(int page) const
{
    return m_stack.widget(page)->accessibleName();
}

QStringList Pages::titlesInOrder() const
{
    QStringList titles;
    for (const int page : m_list.pagesInOrder())
        titles << title(page);
    return titles;
}

QWidget& Pages::current() const
{
    return *m_stack.currentWidget();
}

void Pages::setConnections(const QString& text)
{
    m_list.setCount(m_numbers.at(icon::Page::Connections), text);
}

// Beside its page in the list, so that it is seen from every other.
void Pages::showLoadTest()
{
    m_list.setCount(m_numbers.at(icon::Page::Load), isLoadTesting() ? tr("running") : QString());
}

} // namespace fanlight
