// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/test_clients.h"

#include <QFrame>
#include <QTimer>

#include <functional>

class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace fanlight {

// The window's test clients: how many of which kind there are, more of any kind, fewer again. Opens
// beneath the pill that tells of them, as a popup. Main thread; owned by the window.
class TestClientsPanel : public QFrame {
    Q_OBJECT
public:
    using Groups = std::function<std::vector<TestClients::Group>()>;

    explicit TestClientsPanel(Groups groups, QWidget* parent = nullptr);

    void showBeneath(const QWidget& button);
    void refresh(); // also twice a second while it is seen
    // Why there are no more; empty: there are.
    void showProblem(const QString& problem);

    // As the fields say.
    int count() const;
    TestClientKind kind() const;
    void setKind(const TestClientKind& kind);

    QString summary() const;
    QStringList rows() const; // a text for each group
    QString problem() const;
    QPushButton* addButton() const { return m_add; }
    QPushButton* removeAllButton() const { return m_removeAll; }
    QPushButton* removeButton(int group) const;
    static QString describe(const TestClientKind& kind);

Q_SIGNALS:
    void addRequested(int count, const fanlight::TestClientKind& kind);
    void removeRequested(int group);
    void removeAllRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Row {
        QWidget* line;
        QLabel* text;
        QPushButton* remove;
    };
    QWidget* makeFields();
    void addRow();

    const Groups m_groups;
    QLabel* m_summary;
    QVBoxLayout* m_list;
    std::vector<Row> m_rows;
    QSpinBox* m_count;
    QSpinBox* m_users;
    QLineEdit* m_types;
    QDoubleSpinBox* m_slow;
    QDoubleSpinBox* m_drop;
    QSpinBox* m_every;
    QSpinBox* m_away;
    QLabel* m_problem;
    QPushButton* m_add;
    QPushButton* m_removeAll;
    QTimer m_tick;
};

} // namespace fanlight
