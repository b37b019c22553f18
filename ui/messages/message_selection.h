// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/message_model.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

class QItemSelectionModel;

namespace fanlight {

// Which messages are selected, by their numbers: the selection stays with them over a reset of the
// model, as another filter makes. Main thread; a member of the page.
class MessageSelection : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t Most = 1000; // rows; more are not remembered

    // `model` must outlive this, `selection` need not: it ends with its view.
    MessageSelection(
        MessageModel& model, QItemSelectionModel* selection, QObject* parent = nullptr);

    std::vector<int> rows() const; // ascending
    qsizetype count() const;
    int currentRow() const; // that is selected; -1: none
    void forget(); // what a reset would bring back
    void keepOver(const std::function<void()>& change); // of columns

private:
    void remember();
    void restore();

    MessageModel& m_model;
    QItemSelectionModel* m_selection;
    std::vector<quint64> m_selected; // numbers
    std::optional<quint64> m_current;
};

} // namespace fanlight
