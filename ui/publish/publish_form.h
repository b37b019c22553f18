// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "publish/publish_mode.h"
#include "widgets/card.h"

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fanlight {

class PayloadEditor;
class ProblemPill;
class Theme;


// Ids separated by blanks, commas or semicolons; each once, in the order given.
QStringList splitUserIds(const QString& text);

// The fields of a notification and what is wrong with them, told with every key. Main thread; owned by
// the page.
class PublishForm : public Card {
    Q_OBJECT
public:
    explicit PublishForm(const Theme& theme, QWidget* parent = nullptr);

    PublishMode mode() const { return m_mode; }
    void setMode(PublishMode mode);
    void setUser(const QString& userId); // of the mode for one user
    void load(const PublishRequest& request); // also sets the mode

    PublishRequest request() const; // its data is empty while the payload is not valid
    bool hasValidPayload() const;
    // What keeps the request from being sent, in the API's words; empty: nothing. `dataLimit` in bytes.
    QString problem(qint64 dataLimit) const;

    // The reason why nothing can be sent now; empty: it can.
    void setBlocked(const QString& reason);

Q_SIGNALS:
    void changed();
    void sendRequested();

private:
    void makeFields();
    void makePayload();
    void makeButtons();
    QLineEdit* addField(const QString& label, const QString& placeholder);
    void payloadChecked();
    void updateSendButton();

    PublishMode m_mode = PublishMode::Broadcast;
    QFormLayout* m_fields;
    QLineEdit* m_user = nullptr;
    QLineEdit* m_users = nullptr;
    QLineEdit* m_type = nullptr;
    QLineEdit* m_event = nullptr;
    QLineEdit* m_id = nullptr;
    PayloadEditor* m_payload;
    ProblemPill* m_payloadState;
    QCheckBox* m_plainText;
    QPushButton* m_format;
    QPushButton* m_send;
    QLabel* m_hint;
};

} // namespace fanlight
