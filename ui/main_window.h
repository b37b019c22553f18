// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard/first_steps_progress.h"
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
#include "widgets/page_icon.h"

#include <QMainWindow>
#include <QTimer>

class QSettings;
class QStackedWidget;

namespace fanlight {

class AwayBanner;
class DashboardPage;
class FailureBanner;
class Hub;
class LimitsPage;
class LoadPage;
class LogRing;
class OtherWindow;
class PageList;
class PublishPage;
class RedisPage;
class SettingsPage;
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
    static constexpr std::chrono::seconds DrainPatience{5};
    static constexpr std::chrono::seconds CutPatience{10}; // with a load test that is to end

    // All must outlive the window. Without a `log` there is no page for it.
    MainWindow(Hub& hub, Theme& theme, QSettings& settings, const LogRing* log = nullptr);
    ~MainWindow() override;

    // A page under a heading of the list; an empty group stands on top. Answers with its number.
    int addPage(const QString& group, const QString& title, QWidget* page,
        icon::Page drawing = icon::Page::Other);
    void showPage(int page);
    // Without a question, as the system asks; what can be kept is kept.
    void closeNow();
    // With what the program was started, and where each option stood.
    void setStart(const HubOptions& options, const OptionOrigins& origins);
    // Loopback subscribers for a first look (--demo, "100 test clients").
    void addTestClients(int count);

    DashboardPage* dashboard() const { return m_dashboard; }
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
    void buildPages(const LogRing* log);
    void buildMenu();
    void connectShell();
    void connectTestClients();
    void connectFirstSteps(const PublishPage& publish);
    void restore();
    void updateMeter();

    void takeStatus(const HubStatus& status);
    void takeSample(const MetricsSample& sample);
    void updateBanner(const HubStatus& status);
    void updateAway();
    void arrangeBanners();
    void updateTitle(const HubStatus& status);
    void showBrokerSetting();
    void showStep(FirstStepsProgress::Step step);
    void showTestClients();
    void showShortcuts();
    void applyOptions(const HubOptions& options);
    void showChanged(const HubOptions& before, const HubOptions& after, const QString& what);
    void showRefused(const QString& error);
    void keepOptions(const HubOptions& before, const HubOptions& after, const QString& said);
    void offerOtherPort(const HubOptions& options, const QString& error, quint16 freePort);
    void toggleHub();
    void showAddressSetting();
    void showLoadTest();
    void showPageAt(int place);
    void copyCurl();
    void openBrowserPage();
    void exportCsv();
    void leave();
    void drain();
    void finishClosing();

    Hub& m_hub;
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
    quint64 m_connections = 0;
    // Cutting: a load test ends, so that it is kept.
    enum class Closing { No, Cutting, Draining, Done } m_closing = Closing::No;

    TopBar* m_topBar = nullptr;
    SideRail* m_rail = nullptr;
    PageList* m_pageList = nullptr; // of the rail
    TestClientsPanel* m_testClientsPanel = nullptr;
    FailureBanner* m_banner = nullptr;
    AwayBanner* m_awayBanner = nullptr;
    OtherWindow* m_otherWindow = nullptr;
    QWidget* m_bannerPlace = nullptr;
    QStackedWidget* m_pages = nullptr;
    StatusLine* m_statusLine = nullptr;
    DashboardPage* m_dashboard = nullptr;
    SettingsPage* m_settingsPage = nullptr;
    LimitsPage* m_limits = nullptr;
    LoadPage* m_load = nullptr;
    PublishPage* m_publish = nullptr;
    RedisPage* m_redis = nullptr;
    // These show a count behind their names.
    int m_connectionsPage = -1;
    int m_instancesPage = -1;
    int m_faultsPage = -1;
    int m_loadPage = -1;
    int m_publishPage = -1;
    int m_limitsNumber = -1; // of the limits page
    int m_settingsNumber = -1; // of the settings page
};

} // namespace fanlight
