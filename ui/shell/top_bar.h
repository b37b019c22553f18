// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/fault.h"
#include "hub/hub_port.h"

#include <QFrame>
#include <QSet>

#include <vector>

class QLineEdit;
class QMenu;
class QPushButton;

namespace fanlight {

class AbilityGate;
class IconButton;
class PaletteField;
class Pill;
class Segmented;
class ServerButton;
class Theme;
class TrafficLayer;

// The bar over the pages: what the hub is called, how it is, which time is shown, start and stop,
// and the menu. What a narrow window has no room for is left to the menu, the least needed first.
class TopBar : public QFrame {
    Q_OBJECT
public:
    TopBar(const Theme& theme, const QStringList& ranges, QWidget* parent = nullptr);

    void setStatus(const HubStatus& status);
    // What is not Connected, or Here, goes before the state of the hub.
    void setLink(const HubLink& link);
    // A pill says so where the hub is only looked at; there is a button to start and stop it only
    // where and while it lets itself be.
    void setAccess(const AbilityGate& gate);
    // Which of several hubs it is; the line below the bar has its colour, an invalid one being the
    // theme's accent. Until then there is no choice of them.
    void setServer(const QString& name, const QColor& color, const QString& state);
    void setServerMenu(QMenu* menu); // behind that button; must outlive the bar
    // Counts on how long Redis has been away; `nowMs` UTC.
    void updateBroker(qint64 nowMs);
    // A pill from half of the descriptors on, since new clients are turned away at the end of them.
    void setFileUse(double openFiles, double fileLimit);
    // A pill while clients of the program's own are among the figures.
    void setTestClients(int count);
    // A pill that leads to them while any is on.
    void setFaults(const Faults& faults);
    // A pill that leads to them while any rule fires: how many, in the tone of the worst.
    void setAlerts(const QStringList& firing, bool isCritical);
    // A pill while what the window sees is captured; empty: it is not.
    void setCapture(const QString& text, const QStringList& facts);
    void setZoomed(bool zoomed);
    // The range of time and the export of what it shows belong to a page with charts.
    void setChartsShown(bool shown);
    // The choice of whose traffic is looked at, where it is offered; must outlive the bar.
    void setTraffic(TrafficLayer& layer);
    // Behind the button at the end; must outlive the bar.
    void setMenu(QMenu* menu);
    Segmented* ranges() const { return m_ranges; }
    Segmented* trafficChoice() const { return m_traffic; }
    Pill* statePill() const { return m_state; }
    Pill* readOnlyPill() const { return m_readOnly; }
    Pill* brokerPill() const { return m_broker; }
    Pill* filePill() const { return m_files; }
    Pill* demoPill() const { return m_demo; }
    Pill* faultPill() const { return m_faults; }
    Pill* alertPill() const { return m_alerts; }
    Pill* capturePill() const { return m_capture; }
    QPushButton* startStopButton() const { return m_startStop; }
    IconButton* menuButton() const { return m_menu; }
    ServerButton* serverButton() const { return m_server; }
    PaletteField* paletteField() const { return m_palette; }
    QString address() const;

Q_SIGNALS:
    void copyCurlRequested();
    void backToLiveRequested();
    void paletteRequested();
    void faultsRequested();
    void alertsRequested();
    void captureRequested(); // what there is of it
    void testClientsRequested(); // what there is of them
    void exportRequested();
    void startStopRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void want(QWidget* widget, bool wanted);
    int roomNeeded(const QSet<QWidget*>& left) const;
    int leastWidth(const QWidget& item) const;
    int wholeWidth(const QWidget& item) const;
    bool isLeaveable(const QWidget& item) const; // without a loss: the menu or a tip has it
    void arrange();
    void share(int slack);
    void setFonts();
    void showState();
    void showBroker(qint64 nowMs);

    const Theme& m_theme;
    QWidget* m_brand;
    ServerButton* m_server;
    QLineEdit* m_address;
    QPushButton* m_copyCurl;
    Pill* m_state;
    Pill* m_readOnly;
    Pill* m_broker;
    HubState m_hubState = HubState::Stopped;
    HubLink m_link;
    BrokerStatus m_brokerStatus;
    bool m_listening = false;
    Pill* m_files;
    Pill* m_demo;
    Pill* m_faults;
    Pill* m_alerts;
    Pill* m_capture;
    QPushButton* m_backToLive;
    Segmented* m_traffic;
    Segmented* m_ranges;
    QPushButton* m_export;
    QPushButton* m_startStop;
    IconButton* m_menu;
    PaletteField* m_palette;
    std::vector<QWidget*> m_items; // from left to right
    QSet<QWidget*> m_unwanted; // there is nothing for them to say now
    bool m_zoomed = false;
    bool m_chartsShown = true;
};

} // namespace fanlight
