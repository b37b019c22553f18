// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/fault.h"
#include "theme/theme.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fanlight {

// One kind of fault with its parameters, to be started and stopped. What is typed is checked as it
// is typed. Main thread; owned by the page.
class FaultRow : public QWidget {
    Q_OBJECT
public:
    enum Parameter { Share, Every, Delay, Events, Bytes, ParameterCount };

    explicit FaultRow(FaultKind kind, QWidget* parent = nullptr);

    FaultKind kind() const { return m_kind; }
    // The fault as it is set up, without scope and time; what is not valid has its default.
    Fault fault() const { return m_fault; }
    bool isValid() const { return m_valid; } // as it is set up
    QString error() const; // as shown; empty: it can be started
    void showError(const QString& error); // what the hub said
    void setBlocked(const QString& reason); // why it cannot be started; empty: it can
    void setRunning(int count); // faults of this kind that are on
    QLineEdit* edit(Parameter parameter) const; // null: this kind has none
    QPushButton* startButton() const { return m_start; }
    QPushButton* stopButton() const { return m_stop; }

    static QString title(FaultKind kind);
    static QString effect(FaultKind kind); // what a client sees of it, one sentence

Q_SIGNALS:
    void edited(); // or touched: the page shows its command
    void startRequested();
    void stopRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Field {
        Parameter parameter;
        QLineEdit* edit;
    };
    void addField(QLayout& line, Parameter parameter, const QString& name, const QString& text,
        const QString& accepts);
    QString read(const Field& field); // what is wrong
    void validate();
    void updateStart();
    void placeNote();

    const FaultKind m_kind;
    Fault m_fault;
    bool m_valid = false;
    QString m_blocked;
    std::vector<Field> m_fields;
    QGridLayout* m_grid;
    QLabel* m_note;
    int m_noteRow = -1; // in the grid
    QLabel* m_error;
    QPushButton* m_start;
    QPushButton* m_stop;
};

} // namespace fanlight
