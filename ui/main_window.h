// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo_clients.h"
#include "hub/log_ring.h"
#include "hub/options.h"
#include "hub/snapshots.h"
#include "memory_measurement.h"
#include "metrics/time_series.h"
#include "settings/option_draft.h"
#include "shell/hub_control.h"
#include "shell/loss_guard.h"
#include "stall_meter.h"
#include "ui_state.h"

#include <QMainWindow>
#include <QTimer>

class QSettings;
class QStackedWidget;

namespace fanlight {

class AwayBanner;
class DashboardPage;
class FailureBanner;
class HubPort;
class LeaveTaking;
class LogRing;
class OptionChanges;
class OtherWindow;
class PageList;
class Pages;
class SideRail;
class StatusLine;
class TestClientsPanel;
class Theme;
class TopBar;

// The window: the bar on top, the list of pages, the page, the status line. Owns what the pages
// share: the time series, what the user arranged, the test clients. Closing it drains the hub
// first. Main thread.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    // All must outlive the window. Without a `log` there is no page for it.
    MainWindow(HubPort& hub, Theme& theme, QSettings& settings, const LogRing* log = nullptr);
    ~MainWindow() override;

    // A page under a heading of the list; an empty group stands on top. Answers with its number.
    int addPage(const QString& group, const QString& title, QWidget* page);
    void showPage(int page);
    // Without a question, as the system asks; what can be kept is kept.
    void closeNow();
    // With what the program was started, and where each option stood.
    void setStart(const HubOptions& options, const OptionOrigins& origins);
    // Loopback subscribers for a first look (--demo, "100 test clients").
    void addTestClients(int count);

    DashboardPage* dashboard() const;
    FailureBanner* failureBanner() const { return m_banner; }
    AwayBanner* awayBanner() const { return m_awayBanner; }
    SideRail* rail() const { return m_rail; }
    TestClientsPanel* testClientsPanel() const { return m_testClientsPanel; }
    TopBar* topBar() const { return m_topBar; }
    StatusLine* statusLine() const { return m_statusLine; }
    LossGuard& lossGuard() { return m_guard; }
    const StallMeter& stallMeter() const { return m_stalls; }

public Q_SLOTS:
    void showLastAction(const QString& text);

Q_SIGNALS:
    void closed(); // the hub has drained, or patience ended; the window is gone

protected:
    void closeEvent(QCloseEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildShell();
    void buildMenu();
    void connectShell();
    void connectPages();
    void connectTestClients();
    void connectLeaving();
    void restore();
    void updateMeter();

    void takeStatus(const HubStatus& status);
    void takeSample(const MetricsSample& sample);
    void showConnections(); // how many, beside the name of their page
    void updateBanner(const HubStatus& status);
    void updateAway();
    void arrangeBanners();
    void updateTitle(const HubStatus& status);
    void showTestClients();
    void showShortcuts();
    void toggleHub();
    void copyCurl();
    void openBrowserPage();
    void exportCsv();

    HubPort& m_hub;
    Theme& m_theme;
    QSettings& m_settings;
    UiState m_state;
    OptionDraft m_draft;
    TimeSeries m_series;
    MemoryMeasurement m_memory;
    DemoClients m_demoClients;
    HubControl m_control;
    LossGuard m_guard;
    StallMeter m_stalls;
    QTimer m_tick;

    TopBar* m_topBar = nullptr;
    SideRail* m_rail = nullptr;
    PageList* m_pageList = nullptr; // of the rail
    TestClientsPanel* m_testClientsPanel = nullptr;
    FailureBanner* m_banner = nullptr;
    AwayBanner* m_awayBanner = nullptr;
    OtherWindow* m_otherWindow = nullptr;
    QWidget* m_bannerPlace = nullptr;
    QStackedWidget* m_stack = nullptr;
    StatusLine* m_statusLine = nullptr;
    Pages* m_pages = nullptr;
    OptionChanges* m_changes = nullptr;
    LeaveTaking* m_leave = nullptr;
};

} // namespace fanlight
