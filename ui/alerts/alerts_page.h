// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_model.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace fanlight {

class AlertDialog;
class EmptyState;
class RowTable;
class UiState;
class UndoBar;

// The alert rules: how each stands, since when; made, changed, switched off, deleted, tried out,
// and written as rules of Prometheus'. Main thread; owned by the window.
class AlertsPage : public QWidget {
    Q_OBJECT
public:
    // All must outlive the page.
    AlertsPage(AlertBook& book, const Theme& theme, UiState& state, QWidget* parent = nullptr);

    // With this condition to begin with; an empty one is for the user to say.
    AlertDialog* openNew(const AlertRule& rule = {});
    void addUsual(); // a few that are worth having
    bool exportTo(const QString& path); // says how it went

    AlertModel* model() { return &m_model; }
    RowTable* table() const { return m_table; }
    EmptyState* emptyState() const { return m_empty; }
    UndoBar* undoBar() const { return m_undo; }
    QPushButton* newButton() const { return m_new; }
    QPushButton* editButton() const { return m_edit; }
    QPushButton* switchButton() const { return m_switch; }
    QPushButton* deleteButton() const { return m_delete; }
    QPushButton* testButton() const { return m_test; }
    QPushButton* exportButton() const { return m_export; }
    QPushButton* webhookButton() const { return m_webhook; }
    QString countText() const;
    QString problemText() const; // what is wrong with the list, or with webhooks
    void openWebhook();
    void select(const QString& rule); // by its id

public Q_SLOTS:
    void setWebhookProblems(const QStringList& lines);

Q_SIGNALS:
    void lastAction(const QString& text);
    void testRequested(const fanlight::AlertRule& rule); // is to be told of as if it fired

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeTable(UiState& state);
    void makeKeys();
    void refresh();
    void update();
    int selected() const; // row; -1: none
    void editSelected();
    void switchSelected();
    void deleteSelected();
    void testSelected();
    void showMenu(const QPoint& where);
    void askExport();

    AlertBook& m_book;
    const Theme& m_theme;
    AlertModel m_model;
    RowTable* m_table;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    QLabel* m_count;
    QLabel* m_problem;
    QPushButton* m_new;
    QPushButton* m_edit;
    QPushButton* m_switch;
    QPushButton* m_delete;
    QPushButton* m_test;
    QPushButton* m_export;
    QPushButton* m_webhook;
    QStringList m_webhookProblems;
    UndoBar* m_undo;
};

} // namespace fanlight
