// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/fault.h"
#include "hub/snapshots.h"

#include <QFrame>

class QLineEdit;
class QPushButton;

namespace fanlight {

class Pill;
class Segmented;
class Theme;

// The bar over the pages: what the hub is called, how it is, which time is shown, start and stop.
class TopBar : public QFrame {
    Q_OBJECT
public:
    TopBar(const Theme& theme, const QStringList& ranges, QWidget* parent = nullptr);

    void setStatus(const HubStatus& status);
    // Counts on how long Redis has been away; `nowMs` UTC.
    void updateBroker(qint64 nowMs);
    // A pill from half of the descriptors on, since new clients are turned away at the end of them.
    void setFileUse(double openFiles, double fileLimit);
    // A pill while clients of the program's own are among the figures.
    void setTestClients(int count);
    // A pill that leads to them while any is on.
    void setFaults(const Faults& faults);
    void setZoomed(bool zoomed);
    Segmented* ranges() const { return m_ranges; }
    Pill* statePill() const { return m_state; }
    Pill* brokerPill() const { return m_broker; }
    Pill* filePill() const { return m_files; }
    Pill* demoPill() const { return m_demo; }
    Pill* faultPill() const { return m_faults; }
    QPushButton* startStopButton() const { return m_startStop; }
    QString address() const;

Q_SIGNALS:
    void copyCurlRequested();
    void backToLiveRequested();
    void faultsRequested();
    void exportRequested();
    void startStopRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    bool isRoomy() const;
    void arrange();
    QPushButton* addButton(const QString& text, const char* look);
    void setFonts();

    const Theme& m_theme;
    QLineEdit* m_address;
    QPushButton* m_copyCurl;
    Pill* m_state;
    Pill* m_broker;
    BrokerStatus m_brokerStatus;
    bool m_listening = false;
    Pill* m_files;
    Pill* m_demo;
    Pill* m_faults;
    QPushButton* m_backToLive;
    Segmented* m_ranges;
    QPushButton* m_export;
    QPushButton* m_startStop;
};

} // namespace fanlight
