// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_book.h"
#include "dashboard/first_steps_progress.h"
#include "hub/log_ring.h"
#include "hub/options.h"
#include "hub/snapshots.h"
#include "shell/ability_note.h"
#include "widgets/page_icon.h"

#include <QObject>

#include <map>

class QSettings;
class QStackedWidget;

namespace fanlight {

class AccessPage;
class AlertsPage;
class AlertDesk;
class AudiencePage;
class ConnectionsPage;
class DashboardPage;
class DoctorPage;
class FaultsPage;
class Fleet;
class LimitsPage;
class LoadPage;
class LogPage;
class MessagesPage;
class OptionDraft;
class PageList;
class PublishPage;
class RedisPage;
class SettingsPage;
class SourcesPage;
class Theme;
class TimeSeries;
class UiState;
struct Caution;

// The pages of the window: made here, listed, shown, and led from one to another ("send to this
// user", "show its message"). What concerns the whole window they ask of it by signals. Main
// thread; owned by the window, the pages by the stack they stand in.
class Pages : public QObject {
    Q_OBJECT
public:
    struct Places { // where they stand and are listed
        QStackedWidget& stack;
        PageList& list;
    };
    struct Sources { // what they show and keep; all must outlive the pages
        HubPort& hub;
        Theme& theme;
        QSettings& settings;
        UiState& state;
        OptionDraft& draft;
        const TimeSeries& series;
        const LogRing* log; // null: there is no page for it
        QString folder; // for what was sent and for runs; empty: the usual
        AlertDesk* alerts = nullptr; // null: there are none
        AlertHub place = {}; // by which alert rules know the hub
        Fleet* fleet = nullptr; // null: other hubs are not seen from here
    };

    Pages(const Places& places, const Sources& sources, QObject* parent = nullptr);

    // A page under a heading of the list; an empty group stands on top. Answers with its number,
    // ascending from 0 in the order of adding.
    // `needs`: what of the hub it shows, and is for.
    int add(const QString& group, const QString& title, QWidget* page,
        icon::Page drawing = icon::Page::Other, AbilityNote::Needs needs = {});
    // What is asked for first on each page.
    void setCaution(const Caution& caution);
    void show(int page); // nothing when there is no such
    void show(icon::Page page);
    void showNamed(const QString& title);
    void showAt(int place); // of the list
    void showBroker(); // where the hub's broker is set
    void showAddress(); // where its address is
    void showAccessSettings();
    void showSourceSetting();
    void showStep(FirstStepsProgress::Step step);
    QString title(int page) const;
    QStringList titlesInOrder() const; // of the list
    QWidget& current() const;
    QWidget* named(const QString& title) const; // null: there is no such page

    // Behind the names in the list; empty: nothing.
    void setConnections(const QString& text);

    ConnectionsPage& connections() const { return *m_connections; }
    DashboardPage& dashboard() const { return *m_dashboard; }
    LimitsPage& limits() const { return *m_limits; }
    LoadPage& load() const { return *m_load; }
    MessagesPage& messages() const { return *m_messages; }
    PublishPage& publish() const { return *m_publish; }
    RedisPage& redis() const { return *m_redis; }
    SettingsPage& settings() const { return *m_settings; }
    AlertsPage* alerts() const { return m_alerts; } // null: there is none

Q_SIGNALS:
    void lastAction(const QString& text); // something was done on a page
    void shown(int page);
    void applyRequested(const fanlight::HubOptions& options);
    void memoryRequested(); // of a client, to be measured
    void testClientsRequested(int count);
    void captureOpenRequested();

private:
    void makeSending(const Sources& from);
    void makeTesting(const Sources& from);
    void makeSystem(const Sources& from);
    void makeFleet(const QString& group, const Sources& from);
    void makeSources(const QString& group, const Sources& from);
    void makeAccess(const QString& group, const Sources& from);
    void makeAlerts(const QString& group, const Sources& from, AlertDesk& desk);
    void connectAlerts(const AlertHub& place, AlertDesk& desk, int page);
    void connectAsking();
    void connectConnections();
    void connectMessages();
    void connectLog(const LogPage& log);
    void followMessage(const QString& eventId);
    void connectFirstSteps();
    void showLoadTest();
    template <class Page> void listen(const Page* page);

    HubPort& m_hub;
    const Theme& m_theme;
    QStackedWidget& m_stack;
    PageList& m_list;
    std::map<icon::Page, int> m_numbers; // of those that have a drawing of their own
    DashboardPage* m_dashboard;
    ConnectionsPage* m_connections;
    MessagesPage* m_messages;
    PublishPage* m_publish;
    LoadPage* m_load;
    FaultsPage* m_faults = nullptr;
    SourcesPage* m_sources = nullptr;
    RedisPage* m_redis;
    LimitsPage* m_limits;
    SettingsPage* m_settings;
    AlertsPage* m_alerts = nullptr;
};

} // namespace fanlight
