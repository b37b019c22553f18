// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QPushButton;

namespace fanlight {

class AlertBook;
class WebhookField;

// The webhook that all rules are told to which have none of their own. Opens at once, and deletes
// itself once closed. Main thread.
class WebhookDialog : public QDialog {
    Q_OBJECT
public:
    explicit WebhookDialog(AlertBook& book, QWidget* parent = nullptr); // which outlives it

    WebhookField* field() const { return m_field; }
    QPushButton* saveButton() const { return m_save; }

Q_SIGNALS:
    void saved(bool isThere);

private:
    void save();

    AlertBook& m_book;
    WebhookField* m_field;
    QPushButton* m_save;
};

} // namespace fanlight
