// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_book.h"
#include "demo_clients.h"
#include "hub/options.h"
#include "hub/snapshots.h"
#include "hub/watched_views.h"
#include "memory_measurement.h"
#include "metrics/time_series.h"
#include "settings/option_draft.h"
#include "shell/ability_gate.h"
#include "shell/hub_control.h"
#include "shell/loss_guard.h"
#include "ui_state.h"

#include <QColor>
#include <QWidget>

#include <memory>

class QSettings;
class QStackedWidget;
class QVBoxLayout;

namespace fanlight {

class AlertDesk;
class AwayBanner;
class CaptureDesk;
class CaptureMenu;
class DashboardPage;
class FailureBanner;
class Fleet;
class HistoryRecorder;
class LinkBanner;
class LogRing;
class OptionChanges;
class PageList;
class Pages;
class Palette;
class PalettePopup;
class SideRail;
class StallMeter;
class StatusLine;
class TestClientsPanel;
class Theme;
class TopBar;

// Which hub a room shows, and where what belongs to it alone is kept. A plain value.
struct HubPlace {
    QString key; // of its history and files; empty: the hub of this process
    QString name; // that the user gave it; empty: the hub of this process
    QColor color; // that it is told apart by; invalid: the accent of the theme
    bool asksFirst = false; // it is in production: its name is typed before what hurts
    // for what was sent and for runs of load tests; empty: the window's own
    QString folder;
};

// All that a window shows of one hub: the bar on top, the list of pages, the page, the line at the
// foot, and what the pages share, the series, the draft of the options, the test clients. Built
// around any HubPort, torn down as a whole, so that nothing of one hub is ever seen under another.
// Owned by the window; main thread.
class HubRoom : public QWidget {
    Q_OBJECT
public:
    struct Sources { // all must outlive the room
        HubPort& hub;
        Theme& theme;
        QSettings& settings;
        const LogRing* log = nullptr; // null: there is no page for it
        AlertDesk* alerts = nullptr; // null: there is no page for them
        Fleet* fleet = nullptr; // null: no other hubs are seen from here
    };
    explicit HubRoom(const Sources& from, const HubPlace& place = {}, QWidget* parent = nullptr);
    ~HubRoom() override;

    // The room that a widget stands in; null: none.
    static HubRoom* of(const QWidget& widget);

    HubPort& hub() const { return m_hub; }
    AbilityGate& gate() { return m_gate; } // what the hub leaves to the room
    const HubPlace& place() const { return m_place; }
    // By which alert rules know it.
    static AlertHub alertHubOf(const HubPlace& place);
    bool isHere() const; // the hub of this process
    QString title() const; // of the window that shows it
    QString pageTitle() const; // of the page that is shown
    static QStringList spanNames(); // ranges of time

    // With what the program was started, and where each option stood.
    void setStart(const HubOptions& options, const OptionOrigins& origins);
    // What is kept of the hub over the end of the program: shown, set, and fed with what the room
    // has. Must outlive it.
    void setHistory(HistoryRecorder& history);
    void startOrStopCapture(); // asks either way
    bool canCapture() const; // else it is a capture itself
    void addTestClients(int count);
    void removeTestClients() { m_demoClients.removeAll(); }
    void showTestClients(); // the panel of them
    void toggleHub();
    void endFaults();
    void copyCurl();
    void openBrowserPage();
    void exportCsv();
    void showPage(const QString& title); // the dashboard, where there is no such
    void tick(const StallMeter& stalls); // once a second while the window is seen
    void fit(int windowWidth);
    void setNotice(QWidget* notice); // of the window, over the pages; it stays the window's
    void setHead(QWidget* head); // over the pages and all notices; it becomes the room's
    void arrangeBanners(); // one of them has come or gone

    DashboardPage& dashboard() const;
    Pages& pages() const { return *m_pages; }
    HubControl& control() { return m_control; }
    LossGuard& guard() { return m_guard; }
    CaptureDesk& captureDesk() { return *m_capture; }
    UiState& state() { return m_state; }
    const TimeSeries& series() const { return m_series; }
    Palette& palette() { return *m_palette; } // for who has something to be found
    PalettePopup* palettePopup() const { return m_palettePopup; }
    FailureBanner* failureBanner() const { return m_banner; }
    AwayBanner* awayBanner() const { return m_awayBanner; }
    LinkBanner* linkBanner() const { return m_linkBanner; }
    SideRail* rail() const { return m_rail; }
    TestClientsPanel* testClientsPanel() const { return m_testClientsPanel; }
    TopBar* topBar() const { return m_topBar; }
    StatusLine* statusLine() const { return m_statusLine; }

public Q_SLOTS:
    void showLastAction(const QString& text);

Q_SIGNALS:
    void titleChanged();
    void capturingChanged(); // whether, how long, how large
    void captureOpenRequested();
    void statusTaken(const fanlight::HubStatus& status); // and shown

private:
    void buildShell();
    void buildPalette();
    void connectAlerts(AlertDesk& alerts);
    void connectShell();
    void connectPages();
    void connectTestClients();
    void connectCapture(const LogRing* log);
    void restore();
    void takeStatus(const HubStatus& status);
    void startOver();
    void takeSample(const MetricsSample& sample);
    void showConnections(); // how many, beside the name of their page
    void updateBanner(const HubStatus& status);
    void takeAbilities();
    void updateAway();
    void updateTitle(const HubStatus& status);

    HubPort& m_hub;
    AbilityGate m_gate;
    Theme& m_theme;
    QSettings& m_settings;
    const HubPlace m_place;
    QString m_title;
    UiState m_state;
    OptionDraft m_draft;
    TimeSeries m_series;
    MemoryMeasurement m_memory;
    DemoClients m_demoClients;
    HistoryRecorder* m_history = nullptr; // null: nothing is kept
    HubControl m_control;
    LossGuard m_guard;

    TopBar* m_topBar = nullptr;
    SideRail* m_rail = nullptr;
    PageList* m_pageList = nullptr; // of the rail
    TestClientsPanel* m_testClientsPanel = nullptr;
    FailureBanner* m_banner = nullptr;
    AwayBanner* m_awayBanner = nullptr;
    LinkBanner* m_linkBanner = nullptr;
    QWidget* m_notice = nullptr;
    QWidget* m_bannerPlace = nullptr;
    QVBoxLayout* m_banners = nullptr;
    QVBoxLayout* m_right = nullptr; // of the list of pages
    QStackedWidget* m_stack = nullptr;
    StatusLine* m_statusLine = nullptr;
    Pages* m_pages = nullptr;
    OptionChanges* m_changes = nullptr;
    Palette* m_palette = nullptr;
    PalettePopup* m_palettePopup = nullptr;
    CaptureMenu* m_captureMenu = nullptr;
    std::unique_ptr<QWidget> m_shell; // all that is seen; goes before what it shows
    std::unique_ptr<CaptureDesk> m_capture; // of the marks that are shown
    const WatchedViews m_watched; // as long as there is a room, seen or not
    // Last, so that a room that goes hears nothing of its hub any more; which may have gone first.
    QObject m_ear;
};

} // namespace fanlight
