// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_rule.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;

namespace fanlight {

class AlertBook;
class Segmented;
class Theme;
class WebhookField;

// Makes an alert rule, or changes one: its line, checked as it is typed and held against the hub as
// it is now, what it is called, how bad it is, for which hubs. Opens at once, holds up nothing but
// its window, and deletes itself once closed. Main thread.
class AlertDialog : public QDialog {
    Q_OBJECT
public:
    // `rule`: where it begins; one with an id is changed. Both references must outlive the dialog.
    AlertDialog(
        AlertBook& book, const Theme& theme, const AlertRule& rule, QWidget* parent = nullptr);

    QLineEdit* line() const { return m_line; }
    QLineEdit* nameField() const { return m_name; }
    Segmented* severity() const { return m_severity; }
    Segmented* scope() const { return m_scope; } // all hubs, this hub
    QCheckBox* notifyTick() const { return m_notify; }
    WebhookField* webhook() const { return m_webhook; }
    QPushButton* saveButton() const { return m_save; }
    QMenu* figures() const { return m_figures; }
    QString noteText() const; // what is wrong, or what the rule comes to now

Q_SIGNALS:
    void saved(const fanlight::AlertRule& rule);

private:
    void makeFigures();
    void check();
    void setFigure(const AlertFigure& figure);
    void save();

    AlertBook& m_book;
    AlertRule m_rule;
    AlertRule::Parsed m_parsed;
    QLineEdit* m_line;
    QPushButton* m_choose;
    QMenu* m_figures;
    QLabel* m_note;
    QLineEdit* m_name;
    Segmented* m_severity;
    Segmented* m_scope;
    QCheckBox* m_notify;
    WebhookField* m_webhook;
    QPushButton* m_save;
};

} // namespace fanlight
