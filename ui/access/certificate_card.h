// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "widgets/card.h"
#include "widgets/pill.h"

class QLabel;
class QPushButton;

namespace fanlight {

class Theme;
class ValueLabel;

// The certificate that the hub shows on each listener that speaks TLS: for which names, by whom,
// how long it is good, when it was read, and the way to have it read anew. Hidden on a hub without
// TLS. Main thread; owned by the page.
class CertificateCard : public Card {
    Q_OBJECT
public:
    static constexpr int WarnDays = 21; // from then on it should have been renewed

    explicit CertificateCard(const Theme& theme, QWidget* parent = nullptr);

    void show(const HubStatus& status, qint64 nowMs);
    Pill* pill() const { return m_pill; }
    QPushButton* readButton() const { return m_read; }
    QStringList lines() const; // as they are shown, without those that are hidden

Q_SIGNALS:
    void readRequested();

private:
    Pill* m_pill;
    QPushButton* m_read;
    ValueLabel* m_what;
    QLabel* m_when;
    QLabel* m_problem;
};

} // namespace fanlight
