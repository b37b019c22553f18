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
#include "hub/hub_port.h"
#include "limits/limits_page.h"
#include "load/load_page.h"
#include "log/audit_view.h"
#include "log/log_page.h"
#include "log/log_room.h"
#include "messages/messages_page.h"
#include "publish/publish_page.h"
#include "redis/redis_page.h"
#include "settings/settings_page.h"
#include "shell/ability_note.h"
#include "shell/caution.h"
#include "shell/link_veil.h"
#include "shell/page_frame.h"
#include "shell/page_list.h"
#include "shell/view_watch.h"
#include "sources/letter_check.h"
#include "sources/source_kinds.h"
#include "sources/sources_page.h"

#include <QStackedWidget>

namespace fanlight {

namespace {

using Ability = HubPort::Ability;
using Sight = HubPort::Sight;

// What the page of the sources asks of the hub.
SourcesPage::Calls sourceCalls(HubPort& hub)
{
    SourcesPage::Calls calls;
    calls.pause = [&hub](const QString& name, bool paused) { hub.pauseSource(name, paused); };
    calls.letters.list
        = [&hub](const QString& name, const auto& done) { hub.requestDeadLetters(name, done); };
    calls.letters.deeds.sendAgain = [&hub](const QString& name, const std::string& handle,
                                        const std::string& body, const LetterRun::Done& done) {
        hub.sendDeadAgain(name, handle, QByteArray::fromStdString(body), done);
    };
    calls.letters.deeds.remove
        = [&hub](const QString& name, const std::string& handle, const LetterRun::Done& done) {
              hub.removeDead(name, handle, done);
          };
    calls.letters.check
        = [&hub](const SourceContent& content) { return letterProblem(content, hub.options()); };
    calls.configured = [&hub] { return hub.options().sources; };
    for (const SourceKind& kind : source_kinds::all()) {
        if (kind.isBuiltIn)
            calls.kinds << kind.name;
    }
    return calls;
}

// Templates are the user's, wherever he sends them; what was sent, and runs, are the hub's.
PublishDesk::Paths publishPaths(const QString& folder)
{
    PublishDesk::Paths paths;
    if (!folder.isEmpty())
        paths.sent = folder + QStringLiteral("/sent.json");
    return paths;
}

QString runsFolder(const QString& folder)
{
    return folder.isEmpty() ? RunStore::defaultFolder() : folder + QStringLiteral("/load-tests");
}

} // namespace

template <class Page> void Pages::listen(const Page* page)
{
    connect(page, &Page::lastAction, this, &Pages::lastAction);
}

Pages::Pages(const Places& places, const Sources& from, QObject* parent)
    : QObject(parent)
    , m_hub(from.hub)
    , m_theme(from.theme)
    , m_stack(places.stack)
    , m_list(places.list)
    , m_dashboard(new DashboardPage(from.hub, from.series, from.theme, from.state))
    , m_connections(new ConnectionsPage(from.hub, from.theme, from.state))
    , m_messages(new MessagesPage(from.hub, from.theme, from.state))
    , m_publish(new PublishPage(from.hub, from.theme, from.state, publishPaths(from.folder)))
    , m_load(new LoadPage(from.hub, from.theme, from.state, runsFolder(from.folder)))
    , m_redis(new RedisPage(from.hub, from.theme, from.state))
    , m_limits(new LimitsPage(from.hub, from.theme, from.state, from.draft))
    , m_settings(new SettingsPage(from.hub, from.theme, from.settings, from.draft))
{
    add({}, tr("Dashboard"), m_dashboard, icon::Page::Dashboard, {Sight::Figures, {}});
    add({}, tr("Connections"), m_connections, icon::Page::Connections,
        {Sight::Connections, {Ability::Disconnect}});
    add({}, tr("Messages"), m_messages, icon::Page::Messages,
        {Sight::Messages, {Ability::Publish}});
    makeSending(from);
    makeTesting(from);
    makeSystem(from);
    new ViewWatch(m_hub, *m_connections, {HubPort::View::Closed});
    new ViewWatch(m_hub, *m_messages, {HubPort::View::Messages, HubPort::View::Closed});
    connectAsking();
    connectConnections();
    connectMessages();
    connectFirstSteps();
    new LinkVeil(from.hub, m_stack);
    connect(&m_list, &PageList::currentPageChanged, this, [this](int page) {
        m_stack.setCurrentIndex(page);
        Q_EMIT shown(page);
    });
}

void Pages::makeSending(const Sources& from)
{
    const QString group = tr("Send");
    add(group, tr("Publish"), m_publish, icon::Page::Publish, {{}, {Ability::Publish}});
    listen(m_publish);
    auto* audience = new AudiencePage(from.hub, from.theme, from.state);
    add(group, tr("Audience"), audience, icon::Page::Audience);
    listen(audience);
    connect(
        m_publish, &PublishPage::audienceRequested, this, [this] { show(icon::Page::Audience); });
    add(group, tr("Load test"), m_load, icon::Page::Load);
    listen(m_load);
    connect(&m_load->desk(), &LoadDesk::begun, this, &Pages::showLoadTest);
    connect(&m_load->desk(), &LoadDesk::progressed, this, &Pages::showLoadTest);
    connect(&m_load->desk(), &LoadDesk::reportShown, this, &Pages::showLoadTest);
    m_load->follow(m_dashboard->markerLog());
}

void Pages::makeTesting(const Sources& from)
{
    const QString group = tr("Test");
    m_faults = new FaultsPage(from.hub, from.theme, from.state);
    add(group, tr("Faults"), m_faults, icon::Page::Faults,
        {Sight::FaultsOn, {Ability::BreakOnPurpose}});
    listen(m_faults);
    auto* doctor = new DoctorPage(from.hub, from.theme, from.state);
    add(group, tr("Setup doctor"), doctor, icon::Page::Doctor, {{}, {Ability::Publish}});
    listen(doctor);
}

void Pages::makeSystem(const Sources& from)
{
    const QString group = tr("System");
    makeFleet(group, from);
    add(group, tr("Redis"), m_redis, icon::Page::Redis, {Sight::Redis, {}});
    listen(m_redis);
    connect(m_redis, &RedisPage::brokerSettingRequested, this, &Pages::showBroker);
    makeSources(group, from);
    makeAccess(group, from);
    add(group, tr("Limits"), m_limits, icon::Page::Limits,
        {Sight::Figures, {Ability::ChangeOptions}});
    listen(m_limits);
    if (from.log) {
        auto* log = new LogPage(*from.log, from.hub, from.theme, from.state);
        auto* audit = new AuditView(from.hub, from.theme, from.state);
        new ViewWatch(from.hub, *log, {HubPort::View::Log});
        new ViewWatch(from.hub, *audit, {HubPort::View::Audit});
        add(group, tr("Log"), new LogRoom(log, audit, from.state), icon::Page::Log,
            {Sight::Log, {}});
        listen(log);
        listen(audit);
        connectLog(*log);
    }
    if (from.alerts)
        makeAlerts(group, from, *from.alerts);
    add(group, tr("Settings"), m_settings, icon::Page::Settings,
        {{}, {Ability::ChangeOptions, Ability::StartAndStop}});
    listen(m_settings);
    connect(m_settings, &SettingsPage::limitsRequested, this, [this] { show(icon::Page::Limits); });
}

void Pages::makeFleet(const QString& group, const Sources& from)
{
    auto* fleet = new FleetPage(
        {from.hub, from.place.key, from.place.name, from.fleet}, from.theme, from.state);
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
    if (AlertDesk* const alerts = from.alerts)
        fleet->setAlerts([alerts] { return alerts->firing(); });
}

void Pages::makeSources(const QString& group, const Sources& from)
{
    auto* sources = new SourcesPage(sourceCalls(from.hub), from.hub, from.theme, from.state);
    m_sources = sources;
    const int page = add(group, tr("Sources"), sources, icon::Page::Sources,
        {Sight::Sources, {Ability::HandleSources}});
    listen(sources);
    connect(&from.hub, &HubPort::sourcesChanged, sources, &SourcesPage::take);
    sources->follow(m_dashboard->markerLog());
    connect(sources, &SourcesPage::settingRequested, this, &Pages::showSourceSetting);
    connect(sources, &SourcesPage::countChanged, this,
        [this, page](const QString& text) { m_list.setCount(page, text); });
}

void Pages::makeAccess(const QString& group, const Sources& from)
{
    auto* access = new AccessPage(from.hub, from.theme, from.state);
    add(group, tr("Access"), access, icon::Page::Access,
        {Sight::AccessRules, {Ability::HandleTokens}});
    listen(access);
    connect(access, &AccessPage::settingsRequested, this, &Pages::showAccessSettings);
}

void Pages::makeAlerts(const QString& group, const Sources& from, AlertDesk& desk)
{
    auto* alerts = new AlertsPage(desk.book(), from.theme, from.state);
    m_alerts = alerts;
    const int page = add(group, tr("Alerts"), alerts, icon::Page::Alerts);
    listen(alerts);
    new AlertFeed(from.hub, from.place, from.series, desk.book(), this);
    m_dashboard->setAlerts(desk.book());
    connect(m_dashboard, &DashboardPage::alertDrawn, this, [this, alerts](const AlertRule& rule) {
        show(icon::Page::Alerts);
        alerts->openNew(rule);
    });
    connect(alerts, &AlertsPage::testRequested, &desk.teller(), &AlertTeller::test);
    connect(
        &desk.webhooks(), &AlertWebhooks::problemsChanged, alerts, &AlertsPage::setWebhookProblems);
    alerts->setWebhookProblems(desk.webhooks().sender().problems());
    connectAlerts(from.place, desk, page);
}

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

void Pages::connectAsking()
{
    connect(m_dashboard, &DashboardPage::testClientsRequested, this, &Pages::testClientsRequested);
    connect(m_dashboard, &DashboardPage::memoryRequested, this, &Pages::memoryRequested);
    connect(m_dashboard, &DashboardPage::actionDone, this, &Pages::lastAction);
    connect(m_limits, &LimitsPage::memoryRequested, this, &Pages::memoryRequested);
    connect(m_limits, &LimitsPage::applyRequested, this, &Pages::applyRequested);
    connect(m_settings, &SettingsPage::applyRequested, this, &Pages::applyRequested);
}

void Pages::connectConnections()
{
    listen(m_connections);
    connect(m_connections, &ConnectionsPage::sendToUser, this, [this](const QString& userId) {
        m_publish->setUser(userId);
        show(icon::Page::Publish);
    });
}

void Pages::connectMessages()
{
    listen(m_messages);
    connect(m_publish, &PublishPage::followRequested, this, &Pages::followMessage);
    connect(m_messages, &MessagesPage::sendAgain, m_publish, &PublishPage::sendRequest);
    connect(m_messages, &MessagesPage::useAsTemplate, this, [this](const PublishRequest& request) {
        m_publish->loadRequest(request);
        show(icon::Page::Publish);
    });
}

void Pages::followMessage(const QString& eventId)
{
    show(icon::Page::Messages);
    m_messages->follow(eventId);
}

void Pages::connectLog(const LogPage& log)
{
    connect(&log, &LogPage::followRequested, this, &Pages::followMessage);
    connect(&log, &LogPage::showConnection, this, [this](const QString& id) {
        m_connections->showConnection(id);
        show(icon::Page::Connections);
    });
    connect(&log, &LogPage::showUser, this, [this](const QString& userId) {
        m_connections->showUser(userId);
        show(icon::Page::Connections);
    });
    connect(&log, &LogPage::showMessage, this, [this](const QString& eventId) {
        m_messages->setFilter(QStringLiteral("id:") + eventId);
        show(icon::Page::Messages);
    });
}

void Pages::connectFirstSteps()
{
    FirstStepsProgress& steps = m_dashboard->firstSteps()->progress();
    connect(m_publish, &PublishPage::sent, &steps,
        [&steps] { steps.finish(FirstStepsProgress::Send); });
    connect(m_publish, &PublishPage::receiptShown, &steps,
        [&steps] { steps.finish(FirstStepsProgress::SeeReceipt); });
    connect(m_dashboard, &DashboardPage::stepRequested, this, &Pages::showStep);
}

int Pages::add(const QString& group, const QString& title, QWidget* page, icon::Page drawing,
    AbilityNote::Needs needs)
{
    page->setAccessibleName(title);
    needs.abilities.insert(needs.abilities.begin(), Ability::Look);
    m_stack.addWidget(new AbilityNote(PageFrame::around(page), m_hub, m_theme, std::move(needs)));
    const int number = m_list.addPage(group, title, drawing);
    if (drawing != icon::Page::Other)
        m_numbers.emplace(drawing, number);
    return number;
}

void Pages::setCaution(const Caution& caution)
{
    m_connections->setCaution(caution);
    m_faults->setCaution(caution);
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
        if (this->title(page) == title)
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
    m_settings->showBroker();
}

void Pages::showAddress()
{
    show(icon::Page::Settings);
    m_settings->showOption(u"listen");
}

void Pages::showAccessSettings()
{
    show(icon::Page::Settings);
    m_settings->showOption(u"anonymous");
}

void Pages::showSourceSetting()
{
    show(icon::Page::Settings);
    m_settings->showOption(u"source");
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
    m_list.setCount(
        m_numbers.at(icon::Page::Load), m_load->desk().isRunning() ? tr("running") : QString());
}

} // namespace fanlight
