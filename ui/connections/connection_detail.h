// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "widgets/card.h"
#include "widgets/pill.h"

#include <optional>
#include <vector>

class QLabel;
class QPushButton;
class QStackedLayout;

namespace fanlight {

// All that is known of one connection. When it is gone it says so and keeps the last figures.
// Main thread; owned by the page.
class ConnectionDetail : public Card {
    Q_OBJECT
public:
    explicit ConnectionDetail(const Theme& theme, QWidget* parent = nullptr);

    void show(const ConnectionRow& row, qint64 nowMs);
    void markGone();
    void clear();
    std::optional<quint64> connectionId() const { return m_id; }
    bool isGone() const { return m_gone; }
    QString value(const QString& name) const; // the text beside a name; empty: no such name

Q_SIGNALS:
    void sendToUser(const QString& userId);
    // `where` is the point of the screen at which to ask how.
    void disconnectRequested(quint64 id, const QPoint& where);

private:
    struct Fact {
        QString name;
        QLabel* value;
    };
    QWidget* makeFacts(const Theme& theme);
    QWidget* makeButtons();
    void setFact(const QString& name, const QString& text);

    std::optional<quint64> m_id;
    QString m_userId;
    bool m_gone = false;
    std::vector<Fact> m_facts;
    Pill* m_state;
    QLabel* m_hint;
    QWidget* m_content;
    QPushButton* m_send = nullptr;
    QPushButton* m_disconnect = nullptr;
};

} // namespace fanlight
