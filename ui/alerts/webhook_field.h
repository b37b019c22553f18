// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/webhook_sender.h"

#include <QWidget>

#include <functional>
#include <optional>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fanlight {

// A webhook in a dialog: whether there is one, its URL, which is checked as it is written and never
// shown again once it is kept, and a button that sends a test there. Main thread.
class WebhookField : public QWidget {
    Q_OBJECT
public:
    struct Given {
        QString title; // “Call a webhook of its own”
        QString kept; // the URL there is; empty: none
        std::function<QByteArray()> testBody;
    };
    explicit WebhookField(Given given, QWidget* parent = nullptr);

    bool isGood() const; // it can be kept
    QString url() const; // to be kept; empty: none

    QCheckBox* tick() const { return m_tick; }
    QLineEdit* edit() const { return m_edit; }
    QPushButton* testButton() const { return m_test; }
    QString noteText() const;

Q_SIGNALS:
    void changed();

private:
    void check();
    void sendTest();
    void note(const QString& text, const char* look);

    const Given m_given;
    WebhookSender m_sender;
    QCheckBox* m_tick;
    QLineEdit* m_edit;
    QPushButton* m_test;
    QLabel* m_note;
};

} // namespace fanlight
