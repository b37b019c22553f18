// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "theme/theme.h"

#include <QAbstractTableModel>
#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace fanlight {

class CodeView;
class HubPort;
class RowTable;
class Segmented;
class UiState;

// The events a client that comes back would be sent, in order. Main thread.
class ReplayModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Id, Time, Type, Channel, Size, ColumnCount };

    explicit ReplayModel(const Theme& theme, QObject* parent = nullptr);
    void set(std::vector<ReplayPreview::Event> events);
    const std::vector<ReplayPreview::Event>& events() const { return m_events; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const Theme& m_theme;
    std::vector<ReplayPreview::Event> m_events;
};

// Asks the hub what a client that comes back with a Last-Event-ID would be sent first, and shows
// it: what is missing, each event, the bytes on the wire. Asked for, never of itself. Not modal;
// owned by the page; main thread.
class ReplayDialog : public QDialog {
    Q_OBJECT
public:
    static constexpr qsizetype MostRows = 10'000;
    static constexpr qsizetype MostWireBytes = 1 << 20; // of all joined

    // All must outlive the dialog.
    ReplayDialog(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent = nullptr);

    // Fills in what is known; the user stays as it is where it is not.
    void prepare(const QString& userId, const QString& lastEventId);
    void ask();
    void showPreview(const ReplayPreview& preview); // an answer; what ask() gets ends here too
    QString stateText() const;
    QString wireText() const;
    RowTable* table() const { return m_table; }

private:
    QWidget* makeQuestion();
    QWidget* makeAnswer(const Theme& theme, UiState& state);
    void showWire();
    void updateAsk();

    HubPort& m_hub;
    UiState& m_state;
    ReplayModel m_model;
    quint64 m_asked = 0; // the answer to any question but the last is not waited for
    bool m_leftOut = false;
    QLineEdit* m_user;
    QLineEdit* m_lastId;
    QPushButton* m_ask;
    QLabel* m_answer;
    QLabel* m_missing;
    RowTable* m_table;
    Segmented* m_extent;
    QLabel* m_wireNote;
    CodeView* m_wire;
};

} // namespace fanlight
